# SPDX-License-Identifier: GPL-2.0
"""What the sources of a kernel say about their functions: kernel-doc, and the places of gfp_t parameters."""
import os
import re

from sleeping import AS_FLAGS, NEVER, SLEEPS

ROOMS = ["arch/x86", "block", "crypto", "drivers", "fs", "include", "io_uring", "ipc", "kernel", "lib", "mm", "net",
	 "security", "sound/core", "virt"]
DEFINITION = re.compile(r"^(?!\s|#|typedef|return|else)[\w\s*]*?\b(\w+)\s*"
			r"\(([^;{}()]*(?:\([^()]*\)[^;{}()]*)*)\)[^;{}]{0,80}\{", re.M)
COMMENT = re.compile(r"/\*\*\n \* (\w+)(?:\(\))?\s*(?:-|–|:)(.*?)\*/", re.S)
MAY = re.compile(r"\b(?:may|might|can|will|could) (?:sleep|block)\b|\bsleeps\b|\bblocks\b")
NOT = re.compile(r"\b(?:not|never|without|n't) (?:sleep|block)")
CONDITION = re.compile(r"\b(?:if|unless|when|except|only|depend\w*|flags?|gfp)\b")
PROCESS = re.compile(r"(?:process|task|user|sleepable)(?:/\w+)? context|context where (?:it )?(?:can|may|is allowed to) sleep")
INTERRUPT = re.compile(r"\bn?hard(?:irq)?\b|interrupt|irq|softirq|\bbh\b|atomic|\bnmi\b")
THIS = r"(?:\w+ )?(?:this|the) (?:function|routine|call)"
SLEEPS_ITSELF = re.compile(THIS + r" (?:may|might|can|could|will) (?:sleep|block)")
NOT_ATOMIC = re.compile(THIS + r" (?:must|may|can|should) ?not be (?:called|used|invoked) (?:from|in)(?: an?| any)? atomic")
SLEEPING = re.compile(r"\b(?:might_sleep|might_fault|cond_resched|mutex_lock|wait_for_completion|msleep|down_read|down_write|"
		      r"synchronize_rcu|schedule|wait_event\w*)\(")
BRANCH = re.compile(r"\b(?:if|for|while|switch|return|goto)\b|\?|&&|\|\|")
EXPORT = re.compile(r"^EXPORT_SYMBOL\w*\((\w+)", re.M)
ANYWHERE = re.compile(THIS + r" (?:can|may|is safe to) (?:also )?be (?:called|used) (?:from|in) (?:an? |any )?"
		      r"(?:interrupt|atomic|hard|irq|context)")


def words(text):
	return re.sub(r"\s+", " ", re.sub(r"\n\s*\*", " ", text)).strip().lower()


def effect_of_context(text):
	"""The effect that the text after `Context:` says, or None."""
	text = words(text)
	if NOT.search(text):
		return NEVER
	if CONDITION.search(text):
		return AS_FLAGS
	if "preemptible" in text:
		return None
	if MAY.search(text) or PROCESS.search(text) and not INTERRUPT.search(text):
		return SLEEPS
	if (re.match(r"any\b", text) or INTERRUPT.search(text)) and not re.search(r"not\b|n't|!", text):
		return NEVER
	return None


def effect_of_sentences(text):
	"""The effect that a sentence of a comment says of the function itself, and its offset."""
	for sentence in re.finditer(r"[^.]+", text):
		said = words(sentence.group())
		if CONDITION.search(said):
			continue
		if SLEEPS_ITSELF.match(said) or NOT_ATOMIC.match(said):
			return SLEEPS, sentence.start()
		if ANYWHERE.match(said):
			return NEVER, sentence.start()
	return None, 0


class Sources:
	def __init__(self, root, rooms=ROOMS):
		self.root = root
		self.documented = {}  # name -> (effect, "path:line")
		self.flags = {}	      # name -> the number of its gfp_t parameter
		self.defined = {}     # name -> "path:line"
		self.global_in_c = set()
		self.sleeping = {}    # name -> "path:line" of a call that sleeps, before any branch
		for room in rooms:
			for folder, _, names in os.walk(os.path.join(root, room)):
				for name in sorted(names):
					if name.endswith((".c", ".h")):
						self.read(os.path.join(folder, name))

	def read(self, path):
		with open(path, errors="replace") as file:
			text = file.read()
		short = os.path.relpath(path, self.root)
		for comment in COMMENT.finditer(text):
			body, at = comment.group(2), comment.start(2)
			effect, offset = None, 0
			if context := re.search(r"\n \*\s*Context:((?:[^\n]*\n)(?: \*[ \t]+\S[^\n]*\n)*)", body):
				effect, offset = effect_of_context(context.group(1)), context.start(1)
			if effect is None:
				effect, offset = effect_of_sentences(body)
			if effect:
				self.documented.setdefault(comment.group(1), (effect, f"{short}:{text.count(chr(10), 0, at + offset) + 1}"))
		exported = set(EXPORT.findall(text))
		for found in DEFINITION.finditer(text):
			name = found.group(1)
			line = text.count("\n", 0, found.start(1)) + 1
			if name not in self.defined or name in exported:
				self.defined[name] = f"{short}:{line}"
			if short.endswith(".c") and "static" not in text[found.start():found.start(1)]:
				self.global_in_c.add(name)
			body = text[found.end():text.find("\n}", found.end())]
			body = re.sub(r"/\*.*?\*/", lambda comment: re.sub(r"[^\n]", " ", comment.group()), body, flags=re.S)
			branch = BRANCH.search(body)
			call = SLEEPING.search(body, 0, branch.start() if branch else len(body))
			if call:
				line = text.count("\n", 0, found.end() + call.start()) + 1
				self.sleeping.setdefault(name, f"{short}:{line}")
			if "gfp_t" in found.group(2):
				for i, parameter in enumerate(found.group(2).split(",")):
					if re.search(r"\bgfp_t\b(?!\s*\*)", parameter):
						self.flags.setdefault(name, i)
						break
