# SPDX-License-Identifier: GPL-2.0
# Counts the bytes of machine code of each function of a module, including all functions of the module that it calls or
# refers to, so that nothing hides in a callee. Functions of the kernel are not counted.
#
#   (objdump -t X.ko; objdump -dr --no-show-raw-insn X.ko) | awk -f bytes.awk     prints "NAME BYTES"

function number(hex,    i, value)
{
	sub(/^0x/, "", hex)
	for (i = 1; i <= length(hex); i++)
		value = value * 16 + index("0123456789abcdef", substr(hex, i, 1)) - 1
	return value + 0
}

# The function that contains an address of a section.
function at(section, address,    i, f)
{
	for (i = 1; i <= count[section]; i++) {
		f = section ":" start[section, i]
		if (address >= start[section, i] && address < start[section, i] + size[f])
			return f
	}
	return ""
}

function refers(to)
{
	if (to != "" && to != current && !((current, to) in edge)) {
		edge[current, to]
		edges[current] = edges[current] " " to
	}
}

function closure(f,    i, n, to, bytes)
{
	if (f in seen)
		return 0
	seen[f]
	bytes = size[f]
	n = split(edges[f], to, " ")
	for (i = 1; i <= n; i++)
		bytes += closure(to[i])
	return bytes
}

# 0000000000000c10 g     F .text	0000000000000063 c_box
/^[0-9a-f]+ .* F [^ \t]+\t/ && !/ __pfx_/ {
	split($0, halves, "\t")
	section = halves[1]
	sub(/.* F /, "", section)
	split(halves[2], rest, " ")
	address = number($1)
	f = section ":" address
	if (rest[1] !~ /^0+$/) {
		size[f] = number(rest[1])
		start[section, ++count[section]] = address
		name[f] = $NF
		by_name[$NF] = f
	}
	next
}

/^Disassembly of section / { section = $4; sub(/:$/, "", section); next }
/^[0-9a-f]+ <.*>:$/ { current = section ":" number($1); branch = ""; next }

# "	b2: R_X86_64_PLT32	kfree-0x4" says where the operand of the previous instruction really points.
/^\t+[0-9a-f]+: R_X86_64_/ {
	target = $3
	addend = 0
	if (match(target, /[+-]0x[0-9a-f]+$/)) {
		addend = number(substr(target, RSTART + 1)) * (substr(target, RSTART, 1) == "-" ? -1 : 1)
		target = substr(target, 1, RSTART - 1)
	}
	if ($2 ~ /PC32|PLT32/)
		addend += 4
	branch = ""
	refers(target ~ /^\./ ? at(target, addend) : by_name[target])
	next
}

# A branch without a relocation stays in its section.
/^ +[0-9a-f]+:/ {
	if (branch != "")
		refers(at(section, branch))
	branch = $2 ~ /^(call|j[a-z]+)$/ && $3 ~ /^[0-9a-f]+$/ ? number($3) : ""
}

END {
	for (f in name) {
		split("", seen)
		print name[f], closure(f)
	}
}
