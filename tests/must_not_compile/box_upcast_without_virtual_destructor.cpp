// SPDX-License-Identifier: GPL-2.0
//! Destroying through a base needs a virtual destructor.
// EXPECT: needs a virtual destructor

#include <kernel/prelude.hpp>

using namespace kernel;

struct Base {
#ifdef FIXED
	virtual ~Base() = default;
#endif
};
struct Derived : Base {};
Box<Base> use(Box<Derived> box)
{
	return Box<Base>(std::move(box));
}
