# In ~/.config/fish/config.fish: tagline completion fish | source
function __tagline_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines (tagline __complete $words[2..-1] "$current" 2>/dev/null)
    switch "$lines"
        case :file
            __fish_complete_path "$current"
        case :directory
            __fish_complete_directories "$current"
        case '*'
            string join \n -- $lines
    end
end
complete -c tagline -e
complete -c tagline -f -k -a '(__tagline_complete)'
