// SPDX-License-Identifier: GPL-2.0
//! The chain takes itself apart in a loop before its links are destroyed.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Fragment {
	explicit Fragment(u32 size) : size(size) {}

	u32 size;
	Vec<Box<Fragment>> rest;
};

class Message {
public:
	Message() = default;
	Message(Message &&) = default;
	~Message();

	/// Puts a fragment in front; user space sends as many as it likes.
	Result<> add(u32 size);
	usize size() const;

private:
	Vec<Box<Fragment>> fragments_;
};

Message::~Message()
{
	pr_debug("{} bytes are gone", size());
	while (!fragments_.empty()) {
		Vec<Box<Fragment>> rest;

		rest.swap((*fragments_.front())->rest);
		fragments_.clear();
		fragments_.swap(rest);
	}
}

Result<> Message::add(u32 size)
{
	auto fragment = TRY(make_box<Fragment>(GFP_KERNEL, size));
	Vec<Box<Fragment>> chain;

	TRY(chain.reserve(1, GFP_KERNEL));
	fragment->rest.swap(fragments_);
	TRY(chain.push_reserved(std::move(fragment)));
	fragments_.swap(chain);
	return ok;
}

usize Message::size() const
{
	usize sum = 0;

	for (const auto *at = fragments_.front(); at; at = (*at)->rest.front())
		sum += (*at)->size;
	return sum;
}
