# SPDX-License-Identifier: GPL-2.0
# Each NAME_ours has the same instructions as NAME_as_c, and calls the same functions.
#: kernels: 6.12 6.1
#: host: yes
status=0
# Prints instructions and the symbols in them, without addresses; constants have other addresses.
code() {
	awk -v head="<$1>:" '
		/^[0-9a-f]+ </ { inside = $2 == head; next }
		/^$/ { inside = 0 }
		inside { $1 = ""; print }' listing |
		sed -E -e 's/[0-9a-f]+ <[^>]*>//' -e 's/(R_X86_64_32S) .*/\1/' -e '/^ *nop|xchg +%ax,%ax/d'
}
objdump -dr --no-show-raw-insn "$MODULES" > listing
names=$(nm "$MODULES" | sed -n 's/.* [tT] \(.*\)_ours$/\1/p' | grep -v '^__pfx_')
[ "$(echo "$names" | wc -w)" -ge 6 ] || { echo "not all pairs are there: $names"; exit 1; }
for name in $names; do
	[ -n "$(code "${name}_ours")" ] || { echo "$name has no code"; status=1; }
	diff <(code "${name}_ours") <(code "${name}_as_c") > difference || {
		echo "$name differs:"
		cat difference
		status=1
	}
done
rm -f difference listing
exit $status
