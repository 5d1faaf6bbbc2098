set nocompatible backspace=indent,eol,start ruler
