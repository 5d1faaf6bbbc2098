#!/bin/bash
# Whether the mould puts a line aside: the engine alone knows, no layer and no build shows it.
put_aside=$(docker image inspect -f '{{len .Config.OnBuild}}' mould:1 2> /dev/null)
[ "${put_aside:-0}" -ge 1 ] && exit 0
if [ "$LANG_UI" = zh-CN ]; then
  echo "mould:1 没有把任何一行留给后面的构建：模子的配方里应该有 ONBUILD。重新开始这一步。"
else
  echo "mould:1 puts no line aside: the recipe of the mould should say ONBUILD. Start this step over."
fi
exit 1
