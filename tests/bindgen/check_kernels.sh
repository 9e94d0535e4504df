#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# Checks the bindings of every kernel in the cache: layouts against both compilers (done when the
# bindings are made) and against the kernel's own debug information, machine code of a sample.
#
#   tests/bindgen/check_kernels.sh [SAMPLE]     SAMPLE callers per kernel; 0 compares all
#
# KXX_BINDGEN names the program. Exit codes: 0 all agree, 1 a difference, 2 nothing to check.
sample=${1:-300}
bindgen=${KXX_BINDGEN:-$(dirname "$0")/../../build/bin/kxx-bindgen}
kernels=${KXX_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kxx}/kernels
status=0
checked=0

for kernel in "$kernels"/*/; do
	[ -e "$kernel/complete" ] || continue
	checked=$((checked + 1))
	echo "== $(basename "$kernel")"
	"$bindgen" --kernel-build "$kernel/build" >/dev/null || { status=1; continue; }
	"$bindgen" --kernel-build "$kernel/build" --verify --vmlinux "$kernel/vmlinux" || status=1
	"$bindgen" --kernel-build "$kernel/build" --compare-code --sample "$sample" --share 0.97 ||
		status=1
done
[ "$checked" -gt 0 ] || { echo "no kernel in $kernels" >&2; exit 2; }
exit $status
