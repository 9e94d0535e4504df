// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/file/poll.hpp>
#include <kernel/log/print.hpp>

namespace kernel::detail {

[[gnu::noinline, gnu::cold]] void warn_of_state()
{
	pr_err_once(
		"poll: a file waits for a queue that is not found from its own state, so nothing wakes it up: write "
		"`table.wait<&State::member>(*this)`");
}

} // namespace kernel::detail
