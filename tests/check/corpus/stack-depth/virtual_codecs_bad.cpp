// SPDX-License-Identifier: GPL-2.0
//! Three functions with large frames call each other, two of them through virtual calls.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Scratch {
	u32 words[1100];
};

class Sink : Pinned {
public:
	virtual ~Sink() = default;
	virtual u32 take(Span<const u32> words) = 0;
};

class Stage : Pinned {
public:
	virtual ~Stage() = default;
	virtual u32 run(Span<const u32> words) = 0;
};

class Checksum final : public Sink {
public:
	u32 take(Span<const u32> words) override;
};

class Resample final : public Stage {
public:
	explicit Resample(Box<Sink> next) : next_(std::move(next)) {}
	u32 run(Span<const u32> words) override;

private:
	Box<Sink> next_;
};

class Pipeline {
public:
	explicit Pipeline(Box<Stage> first) : first_(std::move(first)) {}
	static Result<Box<Pipeline>> create();
	u32 process(u32 seed);

private:
	Box<Stage> first_;
};

u32 Checksum::take(Span<const u32> words) // BUG: stack-depth
{
	Scratch scratch;
	u32 sum = 0;
	usize at = 0;

	for (u32 word : words.first(1100))
		scratch.words[at++] = word >> 1;
	while (at-- > 0)
		sum = sum * 33 + scratch.words[at];
	return sum;
}

u32 Resample::run(Span<const u32> words) // BUG: stack-depth
{
	Scratch scratch;
	u32 last = 0;

	for (usize i = 0; i < 1100; i++) {
		if (const u32 *word = words.get(2 * i))
			last = *word;
		scratch.words[i] = last;
	}
	return next_->take(span_of(scratch.words));
}

u32 Pipeline::process(u32 seed) // BUG: stack-depth
{
	Scratch scratch;

	for (u32 &word : scratch.words)
		word = seed = seed * 1664525 + 1013904223;
	return first_->run(span_of(scratch.words));
}

Result<Box<Pipeline>> Pipeline::create()
{
	auto checksum = TRY(make_box<Checksum>(GFP_KERNEL));
	auto resample = TRY(make_box<Resample>(GFP_KERNEL, std::move(checksum)));

	return make_box<Pipeline>(GFP_KERNEL, std::move(resample));
}
