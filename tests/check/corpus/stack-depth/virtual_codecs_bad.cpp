// SPDX-License-Identifier: GPL-2.0
//! A virtual function with a large frame is called by one with a large frame, from a third.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Scratch {
	u32 words[1100];
};

class Stage : Pinned {
public:
	virtual ~Stage() = default;
	virtual u32 run(Span<const u32> words) const = 0;
};

class Filter final : public Stage {
public:
	u32 run(Span<const u32> words) const override;
};

class Resample final : public Stage {
public:
	explicit Resample(Box<Stage> next) : next_(std::move(next)) {}
	u32 run(Span<const u32> words) const override;

private:
	Box<Stage> next_;
};

class Pipeline {
public:
	explicit Pipeline(Box<Stage> first) : first_(std::move(first)) {}
	static Result<Pipeline> create();
	u32 process(u32 seed);

private:
	Box<Stage> first_;
};

u32 Filter::run(Span<const u32> words) const
{
	Scratch scratch;
	u32 sum = 0;

	for (usize i = 0; i < 1100; i++)
		scratch.words[i] = i < words.size() ? words.data()[i] >> 1 : 0;
	for (usize i = 1100; i-- > 0;)
		sum = sum * 33 + scratch.words[i];
	return sum;
}

u32 Resample::run(Span<const u32> words) const
{
	Scratch scratch;

	for (usize i = 0; i < 1100; i++)
		scratch.words[i] = i * 2 < words.size() ? words.data()[i * 2] : ~0u;
	return next_->run(span_of(scratch.words));
}

u32 Pipeline::process(u32 seed) // BUG: stack-depth
{
	Scratch scratch;

	for (u32 &word : scratch.words)
		word = seed = seed * 1664525 + 1013904223;
	return first_->run(span_of(scratch.words));
}

Result<Pipeline> Pipeline::create()
{
	auto filter = TRY(make_box<Filter>(GFP_KERNEL));

	return { std::in_place, TRY(make_box<Resample>(GFP_KERNEL, std::move(filter))) };
}
