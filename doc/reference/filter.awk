# SPDX-License-Identifier: GPL-2.0
# Turns a header or a Markdown file into what Doxygen reads: the sections of our comments into its
# commands, and the notes that usual.awk made (file KXX_NOTES) into comments. A line stays one line, so
# that Doxygen's line numbers are those of the file.
#
# Usage: awk -f doc/reference/filter.awk FILE   (Doxygen does that, see Doxyfile)

# The last line waits: a block of code begins at the line before its heading and ends with its last one.
function put(line) {
	if (held)
		print waiting
	waiting = line
	held = 1
}
function end_of_code() {
	if (!code)
		return
	code = 0
	waiting = waiting " \\endcode"
}

# `::name` in code is C's; Doxygen would look for ours.
function without_links(text,    out, span) {
	out = ""
	while (match(text, /`[^`]+`/)) {
		span = substr(text, RSTART + 1, RLENGTH - 2)
		out = out substr(text, 1, RSTART - 1)
		text = substr(text, RSTART + RLENGTH)
		if (" " span ~ /[^A-Za-z0-9_>]::[A-Za-z_]/) {
			gsub(/&/, "\\&amp;", span)
			gsub(/</, "\\&lt;", span)
			gsub(/>/, "\\&gt;", span)
			gsub(/::/, ":<b></b>:", span)
			out = out "<code>" span "</code>"
		} else {
			out = out "`" span "`"
		}
	}
	return out text
}

# Short sections stand behind a sentence.
function with_sections(text) {
	gsub(/\. Context: /, ". \\context_section ", text)
	gsub(/\. Errors: /, ". \\errors_section ", text)
	return text
}

BEGIN {
	file = ARGV[1]
	if (ENVIRON["KXX_NOTES"] != "")
		while ((getline note < ENVIRON["KXX_NOTES"]) > 0) {
			split(note, part, "\t")
			if (part[1] == file || substr(file, length(file) - length(part[1])) == "/" part[1])
				notes[part[2]] = part[3]
		}
	markdown = file ~ /\.md$/
	# Headings that a link in the same file leads to need a label.
	if (markdown)
		while ((getline text < file) > 0)
			while (match(text, /\]\(#[a-z0-9-]+\)/)) {
				wanted[substr(text, RSTART + 3, RLENGTH - 4)] = 1
				text = substr(text, RSTART + RLENGTH)
			}
}

markdown {
	if (/^```/)
		fenced = !fenced
	else if (!fenced && !/^    /) {
		$0 = without_links($0)
		if (/^##+ /) {
			label = tolower($0)
			sub(/^#+ /, "", label)
			gsub(/ /, "-", label)
			gsub(/[^a-z0-9-]/, "", label)
			if (label in wanted)
				$0 = $0 " {#" label "}"
		}
	}
	print
	next
}

FNR == 1 && /SPDX/ { put("//! \\file"); next }

# What a file is about, and from which C header.
/^\/\/! C: / { sub(/^\/\/! C: /, "//! \\c_header "); put($0); next }

match($0, /^[ \t]*\/\/\//) {
	lead = substr($0, 1, RLENGTH)
	text = substr($0, RLENGTH + 1)
	if (code && text !~ /^     / && text !~ /^ *$/)
		end_of_code()
	if (!code && text ~ /^     / && waiting ~ /^[ \t]*\/\/\/ *$/) {
		waiting = lead " \\code{.cpp}"
		code = 1
	}
	if (code || text ~ /^     /) {
		put(lead (code ? substr(text, 5) : text))
		next
	}
	if (text == " Example:") {
		if (waiting ~ /^[ \t]*\/\/\/ *$/)
			waiting = lead " \\par Example"
		put(lead " \\code{.cpp}")
		code = 1
		next
	}
	if (match(text, /^ (Context|Safety|Invariants|Errors):/))
		text = " \\" tolower(substr(text, 2, RLENGTH - 2)) "_section" substr(text, RLENGTH + 1)
	put(lead with_sections(without_links(text)))
	next
}

{
	end_of_code()
	if (FNR in notes)
		$0 = "/** " with_sections(notes[FNR]) " */ " $0
	put($0)
}
END { if (held) print waiting }
