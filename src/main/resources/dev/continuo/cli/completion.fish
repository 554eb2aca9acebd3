# Completes `continuo` in fish; made by `continuo completion fish`.

function __continuo_at
    set -g __continuo_options
    set -g __continuo_arguments
    set -g __continuo_valued
    switch "$argv[1]"
{rows}
    end
    switch "$argv[1] $argv[2]"
{values}
    end
end

function __continuo
    set -l typed (commandline -opc)
    set -l current (commandline -ct)
    set -l at ''
    set -l previous ''
    for word in $typed[2..-1]
        __continuo_at $at $previous
        set previous ''
        if test -n "$__continuo_valued"
            continue
        end
        if string match -q -- '-*' $word
            set previous $word
        else if contains -- $word $__continuo_arguments
            set at (string trim "$at $word")
        end
    end
    __continuo_at $at $previous
    if string match -q -- '-*' $current
        set __continuo_arguments $__continuo_options
    end
    for word in $__continuo_arguments
        switch $word
            case @file
                __fish_complete_path $current
            case '@*'
                $typed[1] completion candidates (string sub -s 2 -- $word) "$current" 2>/dev/null </dev/null
            case '*'
                echo $word
        end
    end
end

complete -c continuo -f -a '(__continuo)'
