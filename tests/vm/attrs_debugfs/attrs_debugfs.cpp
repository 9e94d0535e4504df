// SPDX-License-Identifier: GPL-2.0
//! Every kind of file that kernel/attr/debugfs.hpp makes, for the scenario.
#include <kernel/attr/debugfs.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>

using namespace kernel;

namespace {

class Files final : Pinned {
	using Numbers = Mutex<Vec<u32>, "attrs_debugfs.rows">;

public:
	Result<> init()
	{
		auto dir = files_.publish("attrs_debugfs");
		dir.read_only<&Files::summary>("summary");
		dir.read_only<&Files::depth_>("depth_ro");
		dir.read_write<&Files::depth_>("depth");
		dir.read_write<&Files::flag_>("flag");
		dir.read_only<&Files::signed_>("signed");
		dir.read_write<&Files::signed_>("signed_rw");
		dir.write_only<&Files::reset>("reset");
		dir.read_write<&Files::depth, &Files::set_depth>("depth2");
		dir.read_write<&Files::show_text, &Files::set_text>("text");
		dir.blob<&Files::blob_>("blob");
		dir.binary<&Files::bread, &Files::bwrite>("bin");
		dir.sequence<Rows>("rows");
		dir.write_binary<&Files::bwrite>("bin_write");
		auto sub = dir.subdir("sub");
		sub.read_only<&Files::summary>("summary");
		auto rows = rows_.lock();
		for (u32 i = 0; i < 3000; i++)
			TRY(rows->push(i * i, GFP_KERNEL));
		return ok;
	}

private:
	class Rows {
	public:
		explicit Rows(const Files &files) : rows_(files.rows_.lock()) {}
		const u32 *at(u64 index) const { return index < rows_->size() ? rows_->begin() + index : nullptr; }
		void header(Seq &seq) const { seq.print("row\n"); }
		void show(Seq &seq, const u32 &row) const { seq.print(fmt("{} of {}\n", row, rows_->size())); }

	private:
		GuardOf<Numbers> rows_;
	};
	void summary(Seq &seq) const { seq.print(fmt("depth {}\n", depth_.load(relaxed))); }
	u32 depth() const { return depth_.load(relaxed); }
	Result<> set_depth(u32 depth) const
	{
		if (depth > 100)
			return ERANGE;
		depth_.store(depth, relaxed);
		return ok;
	}
	Result<> reset(CStr text) const
	{
		if (text != "yes\n")
			return EINVAL;
		depth_.store(0, relaxed);
		return ok;
	}
	void show_text(Seq &seq) const
	{
		auto text = text_.lock();
		seq.print(BStr::of(span_of(*text)));
	}
	Result<> set_text(BStr text) const
	{
		auto held = text_.lock();
		held->clear();
		for (char c : text)
			TRY(held->push(c, GFP_KERNEL));
		return ok;
	}
	Result<usize> bread(Span<u8> to, u64 position) const
	{
		if (position > 10000)
			return 0;
		to.fill(static_cast<u8>('a' + position % 26));
		return to.size() < 100 ? to.size() : 100;
	}
	Result<usize> bwrite(Span<const u8> from, u64 position) const
	{
		pr_info("{} bytes at {}", from.size(), position);
		return from.size();
	}

	Atomic<u32> depth_{ 7 };
	Atomic<i32> signed_{ -7 };
	Atomic<bool> flag_{ true };
	const u32 blob_[4] = { 1, 2, 3, 4 };
	Mutex<Vec<char>, "attrs_debugfs.text"> text_;
	Numbers rows_;
	debugfs::ScopedDir<Files> files_{ this_is<&Files::files_> };
};

} // namespace

KERNEL_MODULE(Files, { .name = "attrs_debugfs", .license = "GPL" })
