# SPDX-License-Identifier: GPL-2.0
"""Lets the analyser judge one file, compiled as a built sample was."""
import json
import re
import shlex
import subprocess
from pathlib import Path

root = Path(__file__).resolve().parent.parent.parent


class Analyser:
    """The analyser's program, and the command that compiles a file."""

    def __init__(self, program, sample):
        self.program = program
        subprocess.run(["kxx", "compile-commands"], cwd=sample, check=True, stdout=subprocess.DEVNULL)
        entry = json.loads((sample / "compile_commands.json").read_text())[0]
        words, skip = [], False
        for word in entry["arguments"]:
            if not skip and word not in ("-c", "-o", "-ffreestanding", entry["file"]) and not word.startswith("-fno-builtin"):
                words.append(word)
            skip = not skip and word == "-o"
        library = next(word[2:] for word in words if word.startswith("-I") and Path(word[2:], "kernel/prelude.hpp").exists())
        self.directory = entry["directory"]
        object_file = Path(entry["file"]).with_suffix(".lto.o").name
        saved = shlex.split((sample / f".{object_file}.cmd").read_text().split("\n")[0].split(":=", 1)[1])
        # What goes before it is a wrapper; what follows the source, other programs.
        saved = saved[next(i for i, word in enumerate(saved) if re.search(r"g\+\+(-\d+)?$", word)):]
        saved = saved[:saved.index(entry["file"]) if entry["file"] in saved else len(saved)]
        at = saved.index("-o")
        saved = [word for word in saved[:at] + saved[at + 2:] if not re.match(r"-c$|-Wp,-M|-flto|-fno-fat-lto", word)]
        # Both with this tree's library.
        self.arguments, self.gcc = ([re.sub(rf"^(-I)?{re.escape(library)}(/|$)", rf"\g<1>{root}\2", word) for word in line]
                                    for line in (words, saved))
        name = next(word for word in words if word.startswith("-DKBUILD_MODNAME="))
        self.module = name.split("=", 1)[1].strip('"')

    def analyse(self, file, module=None):
        """The answer for one file, as one of `module` instead of the sample."""
        arguments = self.as_part_of(module, self.arguments)
        source = {"file": str(file), "directory": self.directory, "arguments": [*arguments, "-fsyntax-only", str(file)]}
        job = {"files": [source], "library": str(root / "kernel")}
        run = subprocess.run([self.program], input=json.dumps(job), capture_output=True, text=True)
        try:
            return json.loads(run.stdout)
        except ValueError:
            return {"findings": [], "compile_errors": [], "crash": run.stderr.strip().splitlines()[:12] or ["no answer"]}

    def as_part_of(self, module, arguments):
        return [word.replace(self.module, module) if module and "KBUILD" in word else word for word in arguments]

    def refusals(self, file, module=None):
        """The errors of the module's own compiler, in the form of the analyser's."""
        run = subprocess.run([*self.as_part_of(module, self.gcc), "-fsyntax-only", str(file)], cwd=self.directory,
                             capture_output=True, text=True)
        found = re.findall(r"^(.*?):(\d+):\d+: (?:fatal )?error: (.*)$", run.stderr, re.M)
        return [{"file": name, "line": int(line), "message": message, "trace": []} for name, line, message in found]
