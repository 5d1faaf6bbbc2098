# ~/.bashrc of a Glassbox sandbox
case $- in *i*) ;; *) return ;; esac

HISTCONTROL=ignoreboth
HISTSIZE=5000
shopt -s histappend checkwinsize
# History survives a killed shell: it is written after each command.
PROMPT_COMMAND='history -a'

export LANG=C.UTF-8 LC_ALL=C.UTF-8 EDITOR=nano PAGER=less LESS=-RFX

# root@lab:~# with the exit status of the last command where it failed
__status() { local code=$?; [ "$code" -eq 0 ] || printf '\001\e[31m\002%s\001\e[0m\002 ' "$code"; return "$code"; }
PS1='$(__status)\[\e[1;36m\]\u@\h\[\e[0m\]:\[\e[1;34m\]\w\[\e[0m\]\$ '

alias ls='ls --color=auto' ll='ls -la' grep='grep --color=auto' ip='ip --color=auto'

if [ -r /usr/share/bash-completion/bash_completion ]; then . /usr/share/bash-completion/bash_completion; fi
