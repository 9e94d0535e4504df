// SPDX-License-Identifier: GPL-2.0
//! Each class has its own lock class.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Input {
	u32 keys = 0;
};
struct Output {
	u32 leds = 0;
};

class Keyboard final {
public:
	void press() const { input_.lock()->keys++; }
	u32 keys() const { return input_.lock()->keys; }

private:
	Mutex<Input, "keyboard.state"> input_;
};

class Lamp final {
public:
	void light(const Keyboard &keyboard) const
	{
		auto output = output_.lock();

		output->leds |= 1u << keyboard.keys() % 8;
	}

private:
	Mutex<Output, "lamp.state"> output_;
};

} // namespace

void light_up();
void light_up()
{
	Keyboard keyboard;
	Lamp lamp;

	keyboard.press();
	lamp.light(keyboard);
}
