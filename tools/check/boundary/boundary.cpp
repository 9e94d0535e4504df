// SPDX-License-Identifier: GPL-2.0
#include "boundary/boundary.hpp"

#include "boundary/walker.hpp"
#include "unit.hpp"

namespace kxx::check {
namespace {

class Boundary final : public Analysis {
public:
	void check_file(Unit &unit) override
	{
		boundary::Walker(unit).walk();
		boundary::take_census(unit);
	}
};

} // namespace

std::unique_ptr<Analysis> make_boundary()
{
	return std::make_unique<Boundary>();
}

} // namespace kxx::check
