#compdef tagline
# In ~/.zshrc: source <(tagline completion zsh)
_tagline() {
  local line value
  local -a whole open
  for line in "${(@f)$(tagline __complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
    case $line in
      :file) _files; return ;;
      :directory) _files -/; return ;;
      "") continue ;;
    esac
    value=${line%%$'\t'*}
    line=${line#*$'\t'}
    # _describe puts those with the same description, also an empty one, into one line.
    line="${value//:/\\:}${line:+:}$line"
    if [[ $value == *[@=] ]]; then open+=("$line"); else whole+=("$line"); fi
  done
  local -i failed=1
  (( $#whole )) && _describe -V tagline whole && failed=0
  (( $#open )) && _describe -V tagline open -S "" && failed=0
  return failed
}
if [[ $funcstack[1] == _tagline ]]; then
  _tagline "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _tagline tagline
fi
