// SPDX-License-Identifier: GPL-2.0
#include "tasks/tasks.hpp"

#include "tasks/crossings.hpp"
#include "tasks/escapes.hpp"
#include "tasks/names.hpp"
#include "tasks/order.hpp"
#include "tasks/running.hpp"

namespace kxx::check {
namespace {

class Tasks final : public Analysis {
public:
	void check_file(Unit &unit) override
	{
		tasks::check_crossings(unit);
		tasks::check_order(unit);
		tasks::check_running(unit);
		tasks::check_escapes(unit);
		names_.look(unit);
	}
	void check_module(std::vector<Finding> &findings) override { names_.report(findings); }

private:
	tasks::Names names_;
};

} // namespace

std::unique_ptr<Analysis> make_tasks()
{
	return std::make_unique<Tasks>();
}

} // namespace kxx::check
