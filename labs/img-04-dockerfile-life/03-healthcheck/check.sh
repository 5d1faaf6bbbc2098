#!/bin/bash
# The engine's own verdict of the container.
read -r status streak < <(docker inspect -f '{{with .State.Health}}{{.Status}} {{.FailingStreak}}{{else}}none 0{{end}}' pulse)
no() {
  case $LANG_UI in
    zh-CN) echo "$2" ;;
    *) echo "$1" ;;
  esac
  exit 1
}
case $status in
  none) no "pulse has no health check: run it from pulse:1 as it is." "pulse 没有健康检查：照原样用 pulse:1 运行它。" ;;
  starting) no "pulse is starting still: the first check has not been made. Wait two seconds." "pulse 还在启动（starting）：还没有检查过。等两秒钟。" ;;
  healthy) no "pulse is healthy (checks failed in a row: $streak). Remove /alive in it, and wait until two checks have failed." "pulse 是健康的（连续失败的检查：$streak 次）。把里面的 /alive 删掉，等两次检查失败。" ;;
  unhealthy) exit 0 ;;
  *) no "The health of pulse is \"$status\": wait a moment." "pulse 的健康状态是「$status」：稍等片刻。" ;;
esac
