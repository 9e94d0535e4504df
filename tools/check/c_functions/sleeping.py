# SPDX-License-Identifier: GPL-2.0
"""Joins the calls of all functions: which of them sleep, as flags allow, or never."""
from machine_code import IGNORE, RECLAIM, SLEEP

NEVER, AS_FLAGS, SLEEPS, UNKNOWN = "never", "flags", "may", "unknown"


class Graph:
	def __init__(self, codes, flags, known):
		"""`flags` are the numbers of gfp_t parameters by function, `known` the effects that need no code."""
		self.codes, self.flags, self.known = codes, flags, known
		self.effects = dict(known)  # name -> effect
		self.reasons = {}  # name -> (address of the call, callee)
		self.solve()

	def effect(self, name):
		if name in self.known:
			return self.known[name]
		if SLEEP.fullmatch(name):
			return SLEEPS
		if IGNORE.fullmatch(name):
			return NEVER
		if name not in self.codes:
			return UNKNOWN
		return self.effects.get(name, NEVER)

	def of_call(self, caller, call):
		_, callee, constants = call
		if callee is None:
			return UNKNOWN
		effect = self.effect(callee)
		if effect == AS_FLAGS:
			position = self.flags.get(callee)
			flags = constants.get(position) if position is not None else None
			if flags is not None:
				return SLEEPS if flags & RECLAIM else NEVER
			return AS_FLAGS if caller in self.flags else UNKNOWN
		return effect

	def once(self, name):
		worst, reason = NEVER, None
		rank = [NEVER, AS_FLAGS, UNKNOWN, SLEEPS]
		for _, code in self.codes[name]:
			for call in code.calls:
				effect = self.of_call(name, call)
				if rank.index(effect) > rank.index(worst):
					worst, reason = effect, call
		if name in self.flags and worst != NEVER:
			worst = AS_FLAGS
		return worst, reason

	def solve(self):
		callers = {}
		for name, all in self.codes.items():
			for _, code in all:
				for _, callee, _ in code.calls:
					callers.setdefault(callee, set()).add(name)
		waiting = [name for name in self.codes if name not in self.known]
		while waiting:
			again = set()
			for name in waiting:
				effect, reason = self.once(name)
				if effect != self.effects.get(name, NEVER):
					self.effects[name], self.reasons[name] = effect, reason
					again |= callers.get(name, set())
			waiting = [name for name in again if name not in self.known]
