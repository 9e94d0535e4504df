# SPDX-License-Identifier: GPL-2.0
# Injected failures reach the modules one after the other; only a careful module survives.
set -e
fail-nth-walk insmod /modules/fails_well.ko >/tmp/well
cat /tmp/well
grep -q '^fail-nth-walk: 2 failures injected, all handled$' /tmp/well
# This one copes too, as far as anybody can see from outside; kmemleak sees more.
fail-nth-walk insmod /modules/fails_badly.ko
