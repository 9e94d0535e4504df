// SPDX-License-Identifier: GPL-2.0
//! A constructor of a base calls, through a helper, a function that only the derived class has.

#include <kernel/prelude.hpp>

using namespace kernel;

class Codec : Pinned {
public:
	explicit Codec(u32 rate) : rate_(rate) { report(); } // BUG: trap
	virtual ~Codec() = default;

	void report() const { pr_info("{} at {} Hz", name(), rate_); } // BUG: trap
	virtual CStr name() const = 0;

private:
	u32 rate_;
};

class Mulaw final : public Codec {
public:
	explicit Mulaw(u32 rate) : Codec(rate) {}

	CStr name() const override { return "mu-law"; }
};

class Sound final {
public:
	static Result<Sound> create()
	{
		Sound sound;

		TRY(sound.codecs_.push(TRY(make_box<Mulaw>(GFP_KERNEL, 8000u)), GFP_KERNEL));
		return sound;
	}

private:
	Vec<Box<Codec>> codecs_;
};
