// SPDX-License-Identifier: GPL-2.0
//! Two commands with one number: the second would never be called.
// EXPECT: two commands of an ioctl::Table have the same number

#include <kernel/ioctl.hpp>

using namespace kernel;

struct State {
	Result<> a(const File &) const { return ok; }
	Result<> b(const File &) const { return ok; }
};
#ifdef FIXED
using Second = ioctl::None<'k', 2>;
#else
using Second = ioctl::None<'k', 1>;
#endif
template struct ioctl::Table<ioctl::On<ioctl::None<'k', 1>, &State::a>, ioctl::On<Second, &State::b>>;
