// SPDX-License-Identifier: GPL-2.0
#include "common/exit_code.hpp"

#include "common/terminal.hpp"

namespace kxx {

ExitCode report(const Failure &failure)
{
	print_error(failure.what());
	if (!failure.note.empty())
		print_note(failure.note);
	return failure.fault == Fault::Work ? exit_findings : exit_usage;
}

} // namespace kxx
