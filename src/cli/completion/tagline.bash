# In ~/.bashrc: source <(tagline completion bash)
# Also for bash 3.2, which macOS has: no mapfile, no negative index, compopt only where there is one.
_tagline() {
  local rest=${COMP_LINE:0:COMP_POINT} words=() before="" breaks="" is_open=1 i bare word current mark line
  COMPREPLY=()
  # bash cuts words at @, = and : and hands over the parts. They are put together again.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    bare=${rest#"${rest%%[![:space:]]*}"}
    word=${COMP_WORDS[i]}
    ((i == COMP_CWORD)) && word=$bare
    if ((i == 0)) || [[ $bare != "$rest" ]]; then
      words+=("$word")
    else
      words[${#words[@]} - 1]+=$word
    fi
    rest=${bare#"$word"}
  done
  current=${words[${#words[@]} - 1]}
  if [[ $current == [\"\']* ]]; then
    current=${current#?}
  else
    for mark in @ = :; do [[ $COMP_WORDBREAKS == *"$mark"* ]] && breaks+=$mark; done
    # What stands before the last part is there already; an @ begins a part, the others end one.
    [[ -n $breaks ]] && before=${current%"${current##*[$breaks]}"}
    before=${before%@}
  fi
  words[${#words[@]} - 1]=$current
  while IFS= read -r line; do
    case $line in
      :file)
        compopt -o default 2>/dev/null
        return 0
        ;;
      :directory)
        compopt -o dirnames 2>/dev/null
        return 0
        ;;
    esac
    line=${line%%$'\t'*}
    [[ $line == *[@=] ]] || is_open=0
    COMPREPLY+=("${line#"$before"}")
  done < <(tagline __complete "${words[@]:1}" 2>/dev/null)
  compopt -o nosort 2>/dev/null
  ((is_open)) && compopt -o nospace 2>/dev/null
  return 0
}
complete -F _tagline tagline
