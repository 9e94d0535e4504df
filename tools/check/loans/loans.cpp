// SPDX-License-Identifier: GPL-2.0
#include "loans/loans.hpp"

#include "loans/flow.hpp"
#include "unit.hpp"

namespace kxx::check {
namespace {

class Loans final : public Analysis {
public:
	void check_file(Unit &unit) override
	{
		loans::Summaries summaries(unit);

		for (const clang::FunctionDecl *function : unit.users_functions())
			loans::Flow(unit, summaries, function).check();
	}
};

} // namespace

std::unique_ptr<Analysis> make_loans()
{
	return std::make_unique<Loans>();
}

} // namespace kxx::check
