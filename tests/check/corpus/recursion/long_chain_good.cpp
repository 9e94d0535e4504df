// SPDX-License-Identifier: GPL-2.0
//! The fragments are in a list, which destroys them one after the other.

#include <kernel/container/list.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Fragment {
	explicit Fragment(u32 size) : size(size) {}

	u32 size;
	ListLink link;
};

class Message final : Pinned {
public:
	~Message();

	/// Puts a fragment in front; user space sends as many as it likes.
	Result<> add(u32 size);
	u64 size() const { return size_; }

private:
	List<Box<Fragment>, &Fragment::link> fragments_;
	u64 size_ = 0;
};

Message::~Message()
{
	pr_debug("{} bytes are gone", size_);
	fragments_.clear();
}

Result<> Message::add(u32 size)
{
	auto fragment = TRY(make_box<Fragment>(GFP_KERNEL, size));

	fragments_.push_front(std::move(fragment));
	size_ += size;
	return ok;
}
