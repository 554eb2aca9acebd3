#compdef continuo
# Completes `continuo` in zsh; made by `continuo completion zsh`.

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
  local command=$words[1] current=$PREFIX at='' previous='' options arguments valued word
  local -a offered
  for word in "${(@)words[2,CURRENT-1]}"; do
    _continuo_at "$at" "$previous"
    previous=''
    if [[ -n $valued ]]; then continue; fi
    if [[ $word == -* ]]; then
      previous=$word
    elif [[ " $arguments " == *" $word "* ]]; then
      at=${at:+$at }$word
    fi
  done
  _continuo_at "$at" "$previous"
  if [[ $current == -* ]]; then arguments=$options; fi
  for word in ${=arguments}; do
    case $word in
      @file) _files ;;
      @*) offered+=(${(f)"$($command completion candidates ${word#@} "$current" 2>/dev/null </dev/null)"}) ;;
      *) offered+=($word) ;;
    esac
  done
  compadd -S '' -- ${(M)offered:#*/}
  compadd -- ${offered:#*/}
}

if [[ $funcstack[1] == _continuo ]]; then _continuo "$@"; else compdef _continuo continuo; fi
