# SPDX-License-Identifier: GPL-2.0
# Takes the Example: blocks out of headers. For each, a file BLOCKS/NUMBER with its lines, and a line of
# tab-separated columns on standard output:
#
#   NUMBER KIND HEADER LINE ITEM
#
# KIND: body, scope (defines things around its function), global (specialises templates of kernel::), or
# module (its own KERNEL_MODULE). ITEM: what the comment stands before.

function finish_block() {
	if (state != "block" && state != "wait")
		return
	close(file)
}

# The name of the declaration in `text`.
function name_of(text,    name) {
	gsub(/\[\[[^]]*\]\]/, " ", text)
	gsub(/__[a-z_]+(\([^()]*\))?/, " ", text)
	while (match(text, /^[ \t]*(template[ \t]*<|requires)/)) {
		# A template's head and its constraint end with the line; what they hold has no names.
		if (!sub(/^[^\n]*\n/, "", text))
			break
	}
	if (match(text, /^[ \t]*#define[ \t]+[A-Za-z_0-9]+/)) {
		name = substr(text, RSTART, RLENGTH)
		sub(/.*[ \t]/, "", name)
		return name
	}
	if (match(text, /(class|struct|union|enum|concept|using|namespace)[ \t]+[A-Za-z_0-9]+/)) {
		name = substr(text, RSTART, RLENGTH)
		if (name ~ /^enum[ \t]+class/) {
			match(text, /enum[ \t]+class[ \t]+[A-Za-z_0-9]+/)
			name = substr(text, RSTART, RLENGTH)
		}
		sub(/.*[ \t]/, "", name)
		return name
	}
	if (match(text, /[A-Za-z_0-9]+[ \t]*[({=;]/)) {
		name = substr(text, RSTART, RLENGTH)
		sub(/[ \t]*[({=;]$/, "", name)
		if (text ~ /operator[^A-Za-z_]/)
			name = "operator"
		return name
	}
	return ""
}

function report(    item) {
	item = name_of(declaration)
	if (item == "") {
		item = header
		sub(/.*\//, "", item)
		sub(/\.hpp$/, "", item)
	}
	for (i = first; i <= number; i++)
		printf "%d\t%s\t%s\t%d\t%s\n", i, kind[i], header, line[i], item
	first = number + 1
	declaration = ""
	waiting = 0
}

FNR == 1 {
	if (waiting)
		report()
	in_block = 0
	waiting = 0
	header = FILENAME
	if (!number)
		first = 1
}

{
	comment = match($0, /^[ \t]*\/\/[\/!]/)
	text = substr($0, RSTART + RLENGTH)
}

comment && waiting && declaration != "" { report() }

comment && text ~ /^ Example( \(a whole module\))?:[ \t]*$/ {
	if (in_block)
		close(file)
	number++
	file = blocks "/" number
	printf "" > file
	kind[number] = text ~ /module/ ? "module" : "body"
	line[number] = FNR + 1
	in_block = 1
	waiting = 1
	next
}

in_block && comment && (text ~ /^     ?/ || text ~ /^[ \t]*$/) {
	sub(/^     /, "", text)
	print text > file
	if (kind[number] == "body" && text ~ /^Result<> example\(kunit::Test &/)
		kind[number] = "scope"
	if (text ~ /(struct|class) kernel::/ || text ~ /^namespace kernel/ || text ~ /^template[ \t]*<>/ || text ~ /^KUNIT_SUITE/)
		global[number] = 1
	next
}

in_block {
	close(file)
	in_block = 0
	if (kind[number] == "scope" && global[number])
		kind[number] = "global"
}

!comment && waiting {
	if (declaration == "" && $0 ~ /^[ \t]*$/)
		declaration = ""
	else
		declaration = declaration $0 "\n"
	if ($0 ~ /[;{]/ || $0 ~ /^#define/)
		report()
}

END {
	if (waiting)
		report()
}
