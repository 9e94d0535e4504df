// SPDX-License-Identifier: GPL-2.0
#include "contexts/contexts.hpp"

#include "contexts/collect.hpp"
#include "contexts/judge.hpp"
#include "unit.hpp"

namespace kxx::check {
namespace {

class Contexts final : public Analysis {
public:
	/// The library says in comments of its headers what sleeps.
	std::vector<std::string> clang_arguments() const override
	{
		return { "-fretain-comments-from-system-headers" };
	}
	void check_file(Unit &unit) override { contexts::collect(unit, facts_); }
	void check_module(std::vector<Finding> &findings) override
	{
		contexts::Calls calls(facts_);
		std::vector<Finding> found;

		contexts::judge_sleeping(calls, found);
		contexts::judge_interrupts(calls, found);
		contexts::judge_order(calls, found);
		contexts::judge_comments(calls, found);
		contexts::judge_names(facts_, found);
		// A template finds its faults in each instantiation.
		std::set<std::tuple<std::string, std::string, unsigned>> seen;
		for (Finding &finding : found)
			if (seen.insert({ finding.rule, finding.place.file, finding.place.line }).second)
				findings.push_back(std::move(finding));
	}

private:
	contexts::Facts facts_;
};

} // namespace

std::unique_ptr<Analysis> make_contexts()
{
	return std::make_unique<Contexts>();
}

} // namespace kxx::check
