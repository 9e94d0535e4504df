# SPDX-License-Identifier: GPL-2.0
# What the source leaves unsaid because it is usual, made into comments for Doxygen. Of the warnings on
# undocumented items, those get a line FILE <tab> LINE <tab> COMMENT that are
#
# - constants and macros in a run: our comments stand for all of them directly below, up to an empty line;
# - an overload of one above it in the same class, which has a comment;
# - in a specialisation, where the template says what they are;
# - of the vocabulary in doc/reference/usual, which means the same in each class.
#
# Usage: awk -f doc/reference/usual.awk doc/reference/usual WARNINGS   (from the top folder)

function load(file,    line, n) {
	if (file in length_of)
		return
	n = 0
	while ((getline line < file) > 0)
		source[file, ++n] = line
	close(file)
	length_of[file] = n
}
function indent_of(line) {
	match(line, /^[ \t]*/)
	return RLENGTH
}
# Line where the declaration begins whose name is at `at`.
function start_of(file, at,    before) {
	while (at > 1) {
		before = source[file, at - 1]
		if (before !~ /^[ \t]*(requires|template)/ && (before ~ /[;{}:]([ \t]*\/\/.*)?$/ || before ~ /^[ \t]*$/ || before ~ /^[ \t]*(\/\/|#)/))
			break
		at--
	}
	return at
}
# First sentences of the comment of the run that line `at` is in, or nothing.
function comment_above(file, at,    depth, line, text, top) {
	depth = indent_of(source[file, at])
	for (at--; at > 0; at--) {
		line = source[file, at]
		if (line ~ /^[ \t]*$/)
			return ""
		if (indent_of(line) == depth && line ~ /^[ \t]*\/\/\//)
			break
		if (indent_of(line) < depth || line ~ /^[ \t]*\/\//)
			return ""
	}
	for (top = at; top > 1 && source[file, top - 1] ~ /^[ \t]*\/\/\//; top--)
		;
	text = ""
	for (; top <= at; top++) {
		line = source[file, top]
		sub(/^[ \t]*\/\/\/ ?/, "", line)
		if (line == "" || (text != "" && line ~ /^(Example|Context|Safety|Errors|Invariants):/))
			break
		text = text (text == "" ? "" : " ") line
	}
	return text
}

# The same for the nearest declaration above of the same name and depth.
function comment_of_overload(file, at, name,    depth, line, below) {
	if (name !~ /^[a-z_A-Z]+$/)
		return ""
	depth = indent_of(source[file, at])
	for (below = at - 1; below > at - 80 && below > 1; below--) {
		line = source[file, below]
		if (line ~ /^[ \t]*$/)
			continue
		if (indent_of(line) < depth && line !~ /^[ \t]*[a-z]+:$/ && line !~ /^#/)
			return ""
		if (indent_of(line) == depth && line !~ /^[ \t]*\/\// && line ~ "[ *&]" name "\\(")
			return comment_above(file, start_of(file, below))
	}
	return ""
}

FILENAME ~ /usual$/ {
	if ($0 ~ /^#/ || $0 == "")
		next
	split($0, part, "\t")
	sentence[part[1]] = part[2]
	next
}

/ is not documented\.$/ {
	if (!match($0, /:[0-9]+: warning: /))
		next
	file = substr($0, 1, RSTART - 1)
	sub(/^.*\/kernel\//, "kernel/", file)
	at = substr($0, RSTART + 1) + 0
	rest = substr($0, RSTART + RLENGTH)
	sub(/ is not documented\.$/, "", rest)
	load(file)
	at = start_of(file, at)
	note = ""

	if (rest ~ /^Compound /) {
		name = substr(rest, 10)
		if (match(name, /< .* >$/)) {
			base = substr(name, 1, RSTART - 1)
			note = "What " base " says of `" substr(name, RSTART + 2, RLENGTH - 4) "`."
		}
		sub(/.*::/, "", name)
		if (note == "" && name in sentence)
			note = sentence[name]
	} else if (match(rest, / of (class|struct|union|namespace|file) /)) {
		scope = substr(rest, RSTART + RLENGTH)
		member = substr(rest, 8, RSTART - 8)
		sub(/ \([a-z ]+\)$/, "", member)
		note = ""
		if (rest ~ /\((variable|macro definition)\) of (namespace|file) / || rest ~ /\(typedef\) of namespace /)
			note = comment_above(file, at)
		name = member
		sub(/\(.*/, "", name)
		if (note == "" && member ~ /\(/)
			note = comment_of_overload(file, at, name)
		if (note == "" && match(scope, /< .* >$/)) {
			base = substr(scope, 1, RSTART - 1)
			note = "As " base " says."
		}
		if (note == "") {
			own = scope
			sub(/<.*/, "", own)
			sub(/.*::/, "", own)
			name = member
			if (name ~ /^operator\(\)/)
				name = "operator()"
			else if (name ~ /=delete$/)
				name = "deleted"
			else if (index(name, "operator=(") == 1)
				name = name ~ /&&/ ? "move assignment" : "copy assignment"
			else if (index(name, own "(") == 1)
				name = name ~ /&&[a-z ]*\)/ && name ~ "\\(" own ? "move constructor" : \
				       name ~ "\\(const " own ? "copy constructor" : \
				       index(name, own "()") == 1 ? "default constructor" : name
			else if (index(name, "~") == 1)
				name = "destructor"
			sub(/[(\[].*/, "", name)
			stem = name
			sub(/_.*/, "_*", stem)
			if (name in sentence)
				note = sentence[name]
			else if (stem in sentence)
				note = sentence[stem]
		}
	}
	gsub(/\*\//, "* /", note)
	if (note != "" && !((file, at) in said)) {
		said[file, at] = 1
		print file "\t" at "\t" note
	}
}
