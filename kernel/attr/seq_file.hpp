// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Files that print the current state of an object, or of the elements of a container.
//!
//! C: include/linux/seq_file.h
//!
//! debugfs (kernel/attr/debugfs.hpp) makes files of this kind; this header prints them.
#pragma once

#include <new>
#include <type_traits>

#include <linux/export.hpp>
#include <linux/fs.hpp>
#include <linux/seq_file.hpp>

#include <kernel/attr/show_store.hpp>
#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/text/bstr.hpp>
#include <kernel/text/format.hpp>

namespace kernel {

/// The output of a file that somebody reads. The function that shows the file gets it.
///
/// The text may have any length: if it does not fit, the kernel calls the function again with a
/// larger buffer, so that function must not change anything. For a file of at most a page, in
/// sysfs, use attr::Text.
///
/// Invariants:
/// - it is the `struct seq_file` of one reader, which holds its lock.
///
/// Example:
///     class Disk final : Pinned {
///     public:
///             Disk() { files_.publish("example_seq").read_only<&Disk::show>("show"); }
///
///     private:
///             void show(Seq &seq) const
///             {
///                     seq.print(fmt("reads {}\n", reads_.load(relaxed)));
///                     seq.print("writes none\n");
///             }
///
///             Atomic<u64> reads_;
///             debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
///     };
///     Disk disk;
///     test.expect(true);
class Seq : public TaskBound {
public:
	Seq(const Seq &) = delete;
	Seq &operator=(const Seq &) = delete;

	/// Prints: `seq.print(fmt("{} of {}\n", used, all))`.
	///
	/// Context: any.
	[[gnu::always_inline]] void print(format::message auto &&text)
	{
		text.call([&](const char *format, auto... raw) { ::seq_printf(&raw_, format, raw...); });
	}
	/// Prints text unchanged, for example a literal.
	///
	/// Context: any.
	[[gnu::always_inline]] void print(BStr text) { ::seq_write(&raw_, text.data(), text.size()); }
	/// Prints one character.
	///
	/// Context: any.
	[[gnu::always_inline]] void put(char c) { ::seq_putc(&raw_, c); }

	/// Whether the buffer is full, so that this output will be printed again later. A function
	/// whose output takes long to compute may stop here.
	[[nodiscard]] bool overflowed() const { return raw_.count == raw_.size; }

	/// The pointer that C functions take.
	::seq_file *as_raw() __lifetimebound { return &raw_; }
	/// Views a seq_file that C passes.
	///
	/// Safety:
	/// - `raw` is an initialised seq_file, which nobody else prints to while this is used.
	[[gnu::always_inline]] static Seq &from_raw(unsafe_t, ::seq_file *raw) { return *reinterpret_cast<Seq *>(raw); }

private:
	Seq() = delete;
	~Seq() = default;

	::seq_file raw_;
};

namespace seq {

/// A class of the driver that prints the elements of a container one by one. An object of it is
/// made when a reader asks for a piece of the file and destroyed when the piece is full, so a lock
/// guard may be a member: between two pieces nothing is locked, and the container may change. It
/// has
///
/// - a constructor that takes the object of the file, `const T &`,
/// - `const Item *at(u64 index) __lifetimebound`: the element at that place, or null past the last one,
/// - `const Item *next(const Item *item)`, if that is faster than at() of the next index,
/// - `void show(Seq &seq, const Item &item) const`, or with Result<>,
/// - `void header(Seq &seq) const`, if something is to be printed before the first element.
///
/// Example:
///     using Numbers = Mutex<Vec<u32>, "example.rows">;
///     struct Table : Pinned {
///             Numbers rows;
///     };
///     class Rows {
///     public:
///             explicit Rows(const Table &table) : rows_(table.rows.lock()) {}
///             const u32 *at(u64 index) const __lifetimebound { return rows_->get(index); }
///             void show(Seq &seq, const u32 &row) const { seq.print(fmt("{}\n", row)); }
///
///     private:
///             GuardOf<Numbers> rows_;
///     };
///     static_assert(seq::walk_over<Rows, Table>);
///     test.expect(true);
template <typename Walk, typename T>
concept walk_over = std::is_constructible_v<Walk, const T &> && requires(Walk &walk, u64 index, Seq &seq) {
	*walk.at(index);
	walk.show(seq, *walk.at(index));
};

} // namespace seq

namespace detail {

/// The file operations of a file that one member shows.
template <typename T, auto what>
struct SingleFile {
	static int show(::seq_file *raw, void *)
	{
		// SAFETY: seq_file calls this with its lock held; open() stored the object, which
		// is not destroyed before the file is withdrawn, and withdrawing waits for this
		// call.
		return show_member<what>(*static_cast<const T *>(raw->private_), Seq::from_raw(unsafe, raw)).to_c();
	}
	static int open(::inode *inode, ::file *file) { return ::single_open(file, show, inode->i_private); }
	static constexpr auto release = ::single_release;
};

/// The file operations of a file that a Walk prints.
template <typename T, typename Walk>
struct SequenceFile {
	static_assert(std::is_constructible_v<Walk, const T &>,
		      "a walk has a constructor that takes the file's object, const T &");
	static_assert(seq::walk_over<Walk, T>, "a walk has `const Item *at(u64 index)` and `void show(Seq &, const "
					       "Item &) const`, see seq::walk_over");
	static_assert(shareable<T>, "several tasks use the object at once: it must be shareable, see "
				    "kernel/base/share.hpp");

	/// The object that seq_open_private() allocates, zeroed. A Walk lives in it from start() to
	/// stop().
	struct State {
		const T *object;
		union {
			Walk walk;
		};
	};
	static_assert(alignof(State) <= 8);
	static constexpr bool has_header = requires(const Walk &walk, Seq &seq) { walk.header(seq); };
	static constexpr bool has_next = requires(Walk &walk) { walk.next(walk.at(0)); };

	static State &state(::seq_file *raw) { return *static_cast<State *>(raw->private_); }
	/// C's SEQ_START_TOKEN, which means that the header is next.
	static void *header_turn() { return reinterpret_cast<void *>(1); }
	static void *to_c(auto *item) { return const_cast<void *>(static_cast<const void *>(item)); }
	static void *at(__lifetimebound Walk &walk, ::loff_t position)
	{
		const u64 index = static_cast<u64>(position);

		if constexpr (has_header)
			return index == 0 ? header_turn() : to_c(walk.at(index - 1));
		else
			return to_c(walk.at(index));
	}

	static void *start(::seq_file *raw, ::loff_t *position)
	{
		State &here = state(raw);

		return at(*::new (static_cast<void *>(&here.walk)) Walk(*here.object), *position);
	}
	static void *next(::seq_file *raw, void *item, ::loff_t *position)
	{
		Walk &walk = state(raw).walk;

		++*position;
		if constexpr (has_next) {
			using Item = decltype(walk.at(0));
			if (!has_header || item != header_turn())
				return to_c(walk.next(static_cast<Item>(item)));
		}
		return at(walk, *position);
	}
	/// The kernel calls it once for each start().
	static void stop(::seq_file *raw, void *) { state(raw).walk.~Walk(); }
	static int show(::seq_file *raw, void *item)
	{
		const Walk &walk = state(raw).walk;
		using Item = decltype(state(raw).walk.at(0));
		// SAFETY: seq_file calls this with its lock held, between start() and stop().
		Seq &seq = Seq::from_raw(unsafe, raw);

		if constexpr (has_header) {
			if (item == header_turn()) {
				walk.header(seq);
				return 0;
			}
		}
		if constexpr (std::is_void_v<decltype(walk.show(seq, *static_cast<Item>(item)))>) {
			walk.show(seq, *static_cast<Item>(item));
			return 0;
		} else {
			return walk.show(seq, *static_cast<Item>(item)).to_c();
		}
	}
	static constexpr ::seq_operations operations = {
		.start = start,
		.stop = stop,
		.next = next,
		.show = show,
	};

	static int open(::inode *inode, ::file *file)
	{
		auto *here = static_cast<State *>(::__seq_open_private(file, &operations, sizeof(State)));

		if (!here) [[unlikely]]
			return ENOMEM.to_c();
		here->object = static_cast<const T *>(inode->i_private);
		return 0;
	}
	static constexpr auto release = ::seq_release_private;
};

/// The file operations of a file whose text is written; `write` is null if it is read-only.
template <typename File>
consteval ::file_operations seq_file_operations(decltype(::file_operations::write) write)
{
	::file_operations made{};

	made.owner = &::__this_module;
	made.open = File::open;
	made.read = ::seq_read;
	made.llseek = ::seq_lseek;
	made.write = write;
	made.release = File::release;
	return made;
}

} // namespace detail

} // namespace kernel
