// SPDX-License-Identifier: GPL-2.0
//! Which plain structs may be shared and sent: the compiler looks at their fields.
#include <kernel/base/one_of.hpp>
#include <kernel/container/list.hpp>
#include <kernel/memory/inline_vec.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/rwlock.hpp>

using namespace kernel;

namespace {

struct Section : TaskBound {};

// A pointer is a loan, and its object may be in use elsewhere. Outlives says that it is not.
struct Raw {
	u32 number;
	u32 *place;
};
struct Kept {
	Outlives<const u32> place;
	void (*function)(u32);
};
static_assert(!shareable<Raw> && !sendable<Raw> && borrows<Raw>);
struct Newest {
	Atomic<u32 *> place;
};
static_assert(shareable<Kept> && sendable<Kept> && !borrows<Kept>);
static_assert(shareable<Newest> && borrows<Newest>);

template <typename T>
struct Tagged {
	T value;
	const u32 *tag;
};
static_assert(!shareable<Tagged<u32>> && !sendable<Box<Tagged<u32>>> && borrows<Tagged<u32>>);

// A mutable field changes in a const object.
struct Cached {
	mutable u32 last;
	u32 next;
};
static_assert(!shareable<Cached> && sendable<Cached> && !borrows<Cached>);

// What a field contains counts, wherever it is.
struct Deep {
	Box<Raw> raw;
	InlineVec<u8, 4> bytes;
};
struct View {
	BStr text;
};
struct Guarded {
	OneOf<u8, Vec<Section>> sections;
};
static_assert(!shareable<Deep> && !sendable<Deep> && borrows<Deep>);
static_assert(borrows<Result<View>> && borrows<InlineVec<View, 3>> && borrows<OneOf<u8, View>> && borrows<View[2]>);
static_assert(!sendable<Guarded> && !sendable<Box<Guarded>> && !shareable<const Guarded>);

// A lock makes data shareable that may be sent, unless its readers share the data.
struct Locked {
	Mutex<Cached, "test.share"> cached;
	Result<u32> last = 0u;
};
struct Read {
	RwLock<Cached, "test.share.read"> cached;
};
struct Unlocked {
	Mutex<Raw, "test.share.raw"> raw;
};
struct Lent {
	const Locked &locked;
};
static_assert(shareable<Locked> && sendable<Locked>);
static_assert(borrows<Lent> && sendable<Lent>);
static_assert(!shareable<Read> && sendable<Read>);
static_assert(!shareable<Unlocked> && !sendable<Unlocked>);

// Classes that own each other: the answer is that of all their other fields.
template <typename Last>
struct Second;
template <typename Last>
struct First {
	Box<Second<Last>> second;
	Last last;
};
template <typename Last>
struct Second {
	Vec<First<Last>> first;
	Mutex<Box<First<Last>>, "test.share.first"> locked;
};
static_assert(shareable<First<u32>> && sendable<First<u32>> && !borrows<First<u32>>);
static_assert(shareable<Second<u32>> && sendable<Second<u32>> && !borrows<Second<u32>>);
struct Node {
	Box<Node> next;
	Vec<Node> children;
	ListLink link;
};
static_assert(shareable<Node> && sendable<Node> && !borrows<Node>);
static_assert(sendable<List<Box<Node>, &Node::link>>);
struct OddNode {
	Box<OddNode> next;
	Section *section;
};
// Whichever is asked first.
static_assert(!sendable<Box<OddNode>> && !sendable<OddNode> && borrows<Vec<OddNode>> && borrows<OddNode>);
struct Even;
struct Odd {
	Vec<Even> even;
};
struct Even {
	Box<Odd> odd;
	Section section;
};
static_assert(!sendable<Odd> && !sendable<Even> && !shareable<Odd>);

// What C++20 cannot count is taken as it was declared: arrays, unions, base classes.
struct Arrays {
	u32 numbers[4];
	const u32 *chosen;
};
struct Pinning : Pinned {
	u32 *place;
};
struct Either {
	union {
		u32 number;
		u8 bytes[4];
	};
	u32 kind;
};
static_assert(shareable<Arrays> && sendable<Pinning> && shareable<Either>);

} // namespace
