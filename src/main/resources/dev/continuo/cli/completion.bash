# Completes `continuo` in bash; made by `continuo completion bash`.

_continuo_at() {
  options='' arguments='' valued=''
  case $1 in
{rows}
  esac
  case "$1 $2" in
{values}
  esac
}

_continuo() {
  local command=$1 current=$2 path='' previous='' options arguments valued word i IFS=$' \t\n'
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    _continuo_at "$path" "$previous"
    previous=''
    if [[ $valued ]]; then continue; fi
    if [[ $word == -* ]]; then
      previous=$word
    elif [[ " $arguments " == *" $word "* ]]; then
      path=${path:+$path }$word
    fi
  done
  _continuo_at "$path" "$previous"
  if [[ $current == -* ]]; then arguments=$options; fi
  COMPREPLY=()
  for word in $arguments; do
    case $word in
      @file)
        compopt -o filenames 2>/dev/null
        IFS=$'\n'
        COMPREPLY+=($(compgen -f -- "$current"))
        ;;
      @*)
        IFS=$'\n'
        COMPREPLY+=($("$command" completion candidates "${word#@}" "$current" 2>/dev/null </dev/null))
        ;;
      "$current"*) COMPREPLY+=("$word") ;;
    esac
    IFS=$' \t\n'
  done
  if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == */ ]]; then compopt -o nospace 2>/dev/null; fi
}

complete -F _continuo continuo
