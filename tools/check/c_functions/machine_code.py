# SPDX-License-Identifier: GPL-2.0
"""What the machine code of a kernel with CONFIG_DEBUG_ATOMIC_SLEEP says about sleeping.

A function sleeps if direct calls lead from it to a primitive that sleeps; might_sleep() is a call there. What it calls
where nothing may sleep does not count, since the kernel is right: under a spinning lock, in an RCU section, with
preemption, softirqs or interrupts off. Allocation flags that a call passes as a constant are looked at. An indirect
call elsewhere makes a function unknown. Only a function with none of these never sleeps.
"""
import bisect
import re
import subprocess

SLEEP = re.compile(r"(__)?schedule|schedule_(timeout|hrtimeout)\w*|io_schedule\w*|schedule_preempt_disabled|"
		   r"__might_(sleep|resched|fault)|__cond_resched\w*|rt_mutex_schedule")
# Not part of what a function does: each kind with its reason.
IGNORED = {
	"the kernel preempts, the function does not sleep": r"(dynamic_)?preempt_schedule\w*|__SCT__preempt_schedule\w*|"
	r"___preempt_schedule\w*|__SCT__might_resched|preempt_count_(add|sub)",
	"checks of the debug kernel": r"__asan\w*|__kasan\w*|kasan_\w+|__ubsan\w*|lockdep_\w+|(__)?lock_(acquire|release|"
	r"is_held|pin_lock|unpin_lock|repin_lock|contended|sync|set_class|downgrade)\w*|"
	r"debug_(object|lock|smp|check|mutex|rt|spin|work|timer|hrtimer|percpu|rcu)\w*|__debug_\w+|"
	r"trace_(hardirqs|softirqs|irq|preempt|call|clock)\w*|__trace_\w+|__traceiter_\w+|__SCT__tp_func\w*|"
	r"\w*_list_(add|del)\w*_valid\w*|__fortify_\w+|stack_trace\w*|kmemleak\w*|rcu_lockdep\w*|should_fail\w*|"
	r"__bpf_trace\w*|__stack_chk_fail|__fentry__|check_preemption_disabled|__this_cpu_preempt_check|"
	r"check_wait_context|print_\w+|fs_reclaim_\w+|__ref_stack\w*|page_table_check\w*|check_flush_dep\w*",
	"reports and stops are possible anywhere": r"_?printk\w*|vprintk\w*|_dev_\w+|dev_printk\w*|dev_vprintk\w*|"
	r"__dev_printk|__warn\w*|warn_slowpath\w*|refcount_warn_saturate|"
	r"panic\w*|die|oops\w*|dump_(stack|page|mapping|vma|mm)\w*|add_taint|show_(regs|stack|state|mem|trace)\w*|"
	r"__dynamic_\w+|___ratelimit|netdev_(printk|warn|err|info|alert|"
	r"emerg|crit|notice)|bug_\w+|__bug\w*",
	"softirqs run in atomic context": r"(__)?do_softirq\w*|irq_exit\w*|__irq_exit\w*|invoke_softirq",
}
IGNORE = re.compile("|".join(IGNORED.values()))
ENTER = re.compile(r"_?_?raw_(spin|read|write)_lock\w*|__rcu_read_lock|preempt_count_add|__local_bh_disable_ip|"
		   r"rcu_read_lock\w*")
LEAVE = re.compile(r"_?_?raw_(spin|read|write)_unlock\w*|__rcu_read_unlock|preempt_count_sub|__local_bh_enable\w*|"
		   r"rcu_read_unlock\w*")
FUNCTION = re.compile(r"^([0-9a-f]+) <([\w.]+)>:$")
LINE = re.compile(r"^\s*([0-9a-f]+):\s+(?:(?:cs|ds|bnd|notrack|lock|rep) )*(\S+)(?:\s+(.*))?$")
# Where static_cpu_has() jumps to before it is patched: a test, a branch and a jump, both back into the function.
AUXILIARY = "_einittext", ".altinstr_aux"
RELOCATION = re.compile(r"^\s+([0-9a-f]+): R_X86_64_(?:PLT32|PC32|32S?)\s+([\w.]+)([+-]0x[0-9a-f]+)?")
TARGET = re.compile(r"^([0-9a-f]+) <([\w.]+)(\+0x[0-9a-f]+)?>")
CONSTANT = re.compile(r"^\$0x([0-9a-f]+),%(\w+)$")
REGISTERS = ["di", "si", "dx", "cx", "8", "9"]
RECLAIM = 0x400


def register(name):
	"""The number of the argument that a register holds, or None."""
	name = name.lstrip("er").rstrip("dl") if name[-1:] == "d" else name.lstrip("er").rstrip("l")
	return REGISTERS.index(name) if name in REGISTERS else None


class Function:
	def __init__(self, name, address):
		self.name, self.address, self.lines = name, address, []


def disassemble(path, text=None):
	"""The functions of an object: lists of (address, what, operand)."""
	lines = open(text) if text else subprocess.Popen(
		["objdump", "-dr", "--no-show-raw-insn", path], stdout=subprocess.PIPE, text=True).stdout
	function, goes = None, False
	for line in lines:
		if line[:1] != " " and line[:1] != "\t" and (head := FUNCTION.match(line)):
			function = Function(head.group(2), int(head.group(1), 16))
			yield function
		elif function is None:
			continue
		elif relocation := RELOCATION.match(line):
			if goes:
				address, what, _ = function.lines[-1]
				name, offset = relocation.group(2), relocation.group(3)
				function.lines[-1] = (address, what, name + (offset or "") if name == ".text" else name)
		elif found := LINE.match(line):
			address, word, operand = int(found.group(1), 16), found.group(2), found.group(3) or ""
			goes = word.startswith(("call", "j"))
			if goes:
				what = "call" if word.startswith("call") else "jump" if word.startswith("jmp") else "branch"
				target = TARGET.match(operand)
				if target is None:
					function.lines.append((address, what, None if "pv_ops" not in operand else operand))
				elif target.group(2) in AUXILIARY or function.name in AUXILIARY or \
						target.group(2) == function.name and target.group(3):
					function.lines.append((address, what, int(target.group(1), 16)))
				else:
					function.lines.append((address, what, target.group(2)))
			elif word.startswith("ret"):
				function.lines.append((address, "return", None))
			elif word in ("cli", "sti", "ud2"):
				function.lines.append((address, word, None))
			elif word in ("mov", "xor", "lea", "or", "and", "movl", "cmov", "movzbl", "movslq", "pop"):
				constant = CONSTANT.match(operand)
				if constant and word.startswith("mov"):
					function.lines.append((address, "constant", (register(constant.group(2)),
										 int(constant.group(1), 16))))
				elif operand.endswith(("di", "si", "dx", "cx", "8d", "9d", "r8", "r9")) and "," in operand:
					left, right = operand.rsplit(",", 1)
					value = 0 if word == "xor" and left == right else None
					function.lines.append((address, "constant", (register(right.lstrip("%")), value)))


def base(name):
	return re.sub(r"\.(part|isra|constprop|cold|llvm)\b.*", "", name)


class Code:
	"""The calls of one function that count."""

	def __init__(self, function, leaves):
		self.calls = []  # (address, callee or None if indirect, constants of arguments)
		self.leaves = 0
		self.walk(function, leaves)

	def walk(self, function, leaves):
		lines = function.lines
		index = {line[0]: i for i, line in enumerate(lines)}
		addresses = [line[0] for line in lines]
		waiting, best = [(0, 0, False)], {}
		calls = {}
		exits = []
		while waiting:
			i, depth, irqs = waiting.pop()
			constants = {}
			while i < len(lines):
				known = best.get(i)
				if known is not None:
					if known[0] <= depth and known[1] <= irqs:
						break
					depth, irqs = min(depth, known[0]), min(irqs, known[1])
				best[i] = (depth, irqs)
				address, what, operand = lines[i]
				i += 1
				if what == "constant":
					constants[operand[0]] = operand[1]
				elif what == "cli":
					irqs = True
				elif what == "sti":
					irqs = False
				elif what == "ud2":
					pass
				elif what == "return":
					exits.append(depth)
					break
				elif isinstance(operand, (int, tuple)):
					for target in operand if isinstance(operand, tuple) else (operand,):
						waiting.append((bisect.bisect_left(addresses, target), depth, irqs))
					constants = dict(constants)
					if what == "jump":
						break
				else:
					if operand in AUXILIARY:
						continue  # of an object that is not linked
					name = base(operand) if operand else None
					if name and name.startswith("__x86_indirect_thunk"):
						name = None
					if name and name.startswith("__x86_return_thunk"):
						exits.append(depth)
						break
					if name and name.startswith("pv_ops") or operand and "pv_ops" in operand:
						continue
					if name and ENTER.fullmatch(name) and "trylock" not in name:
						depth += 1
					elif name and LEAVE.fullmatch(name):
						depth = max(depth - 1, -1)
						if "irq" in name:
							irqs = False
					else:
						if name == function.name or name and IGNORE.fullmatch(name):
							pass
						elif depth <= 0 and not irqs or name and SLEEP.fullmatch(name):
							seen = calls.get(address)
							calls[address] = (address, name, dict(constants) if not seen or seen[2] == constants
									  else {k: v for k, v in constants.items()
										if seen[2].get(k) == v})
						if name:
							depth = max(depth + leaves.get(name, 0), -1)
						constants = {}
					if what == "jump":
						exits.append(depth)
						break
		self.calls = [calls[address] for address in sorted(calls)]
		self.leaves = min([0, *exits])


def aliases(path):
	"""{name: the other names of the same code} of an object: equal functions are one, and have one name in objdump."""
	at = {}
	for line in subprocess.run(["nm", path], capture_output=True, text=True).stdout.splitlines():
		address, kind, name = line.rsplit(" ", 2)
		if kind in "tTW":
			at.setdefault(address, []).append(name)
	return {name: names for names in at.values() if len(names) > 1 for name in names}


def load(sources):
	"""{name: (Function, Code)} of objects; a static function's name may stand for several."""
	functions = {}
	for path, text in sources:
		others = aliases(path)
		all = list(disassemble(path, text))
		starts = {f".text+{function.address - 4:#x}": function.name for function in all}
		tests = next((function.lines for function in all if function.name in AUXILIARY), [])
		backs = {tests[i][0]: (tests[i][2], tests[i + 1][2]) for i in range(len(tests) - 1)
			 if tests[i][1] == "branch" and tests[i + 1][1] == "jump" and isinstance(tests[i][2], int)}
		branches = sorted(backs)
		for function in all:
			for i, (address, what, operand) in enumerate(function.lines):
				if what == "jump" and isinstance(operand, int) and branches and branches[0] - 16 <= operand <= branches[-1]:
					back = backs[branches[bisect.bisect_left(branches, operand)]]
					function.lines[i] = (address, "jump", back)
			function.lines = [(*line[:2], starts.get(line[2], line[2])) if isinstance(line[2], str) else line
					  for line in function.lines]
			for name in {base(name) for name in others.get(function.name, [function.name])}:
				functions.setdefault(name, []).append(function)
	leaves = {}
	for _ in range(2):
		codes = {name: [(function, Code(function, leaves)) for function in all]
			 for name, all in functions.items()
			 if not IGNORE.fullmatch(name) and not name.startswith(("__pfx_", "__cfi_", "__x86_"))}
		leaves = {name: min(code.leaves for _, code in all) for name, all in codes.items()}
		leaves = {name: depth for name, depth in leaves.items() if depth < 0}
	return codes
