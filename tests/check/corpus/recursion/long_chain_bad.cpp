// SPDX-License-Identifier: GPL-2.0
//! A chain whose links own each other is destroyed recursively, link by link.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Fragment {
	explicit Fragment(u32 size) : size(size) {}

	u32 size;
	Vec<Box<Fragment>> rest; // BUG: recursion
};

class Message final : Pinned {
public:
	~Message();

	/// Puts a fragment in front; user space sends as many as it likes.
	Result<> add(u32 size);
	u64 size() const { return size_; }

private:
	Vec<Box<Fragment>> fragments_;
	u64 size_ = 0;
};

Message::~Message()
{
	pr_debug("{} bytes are gone", size_);
	fragments_.clear(); // BUG: recursion
}

Result<> Message::add(u32 size)
{
	auto fragment = TRY(make_box<Fragment>(GFP_KERNEL, size));

	fragment->rest.swap(fragments_);
	TRY(fragments_.push(std::move(fragment), GFP_KERNEL));
	size_ += size;
	return ok;
}
