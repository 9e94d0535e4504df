// SPDX-License-Identifier: GPL-2.0
//! A table of several pages is passed and returned by value.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Gamma {
	u16 red[1024];
	u16 green[1024];
	u16 blue[1024];
};

class Display final {
public:
	static Result<Display> create() { return { std::in_place, TRY(make_box_zeroed<Gamma>(GFP_KERNEL)) }; }
	explicit Display(Box<Gamma> gamma) : gamma_(std::move(gamma)) {}

	void brighten(u16 by);

private:
	Box<Gamma> gamma_;
};

[[gnu::noinline]] Gamma brighter(Gamma gamma, u16 by);

Gamma brighter(Gamma gamma, u16 by)
{
	for (usize i = 0; i < 1024; i++) {
		gamma.red[i] = static_cast<u16>(gamma.red[i] + by);
		gamma.green[i] = static_cast<u16>(gamma.green[i] + by);
		gamma.blue[i] = static_cast<u16>(gamma.blue[i] + by);
	}
	return gamma;
}

void Display::brighten(u16 by) // BUG: stack-depth
{
	*gamma_ = brighter(*gamma_, by);
}
