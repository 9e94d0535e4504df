// SPDX-License-Identifier: GPL-2.0
//! A device with something to share is made with it.
// EXPECT: no matching function|deleted function

#include <kernel/miscdevice.hpp>

using namespace kernel;

struct Shared {};
class State final : Pinned {
public:
	static auto open(const File &, ArcBorrow<Shared>) { return init::value<State>(); }
	Result<usize> read(const File &, UserWriter) const { return 0; }
};
void use(Arc<Shared> shared);
void use(Arc<Shared> shared)
{
#ifdef FIXED
	misc::Device<State, "example", Shared> device(std::move(shared));
#else
	misc::Device<State, "example", Shared> device;
#endif
}
