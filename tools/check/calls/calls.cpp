// SPDX-License-Identifier: GPL-2.0
#include "calls/calls.hpp"

#include "calls/collect.hpp"
#include "unit.hpp"

namespace kxx::check {
namespace {

/// Half of a kernel stack of 16 KiB: the rest belongs to those who call the module and whom it calls.
constexpr std::uint64_t stack_limit = 8192;

class Calls final : public Analysis {
public:
	void check_file(Unit &unit) override
	{
		calls::collect(unit, files_++, graph_);
		calls::check_pure_calls(unit);
	}

	void check_module(std::vector<Finding> &findings) override
	{
		graph_.join();
		calls::check_recursion(graph_, findings);
		calls::check_stack(graph_, stack_limit, findings);
		calls::check_stops(graph_, findings);
	}

private:
	calls::Graph graph_;
	unsigned files_ = 0;
};

} // namespace

std::unique_ptr<Analysis> make_calls()
{
	return std::make_unique<Calls>();
}

} // namespace kxx::check
