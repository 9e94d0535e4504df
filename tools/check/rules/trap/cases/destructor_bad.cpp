// SPDX-License-Identifier: GPL-2.0
//! A destructor calls, through a helper, what only the derived class implements.
#include <kernel/prelude.hpp>

using namespace kernel;

class Port : Pinned {
public:
	virtual ~Port() { close(); } // BUG: trap
	virtual void stop() = 0;

private:
	void close() { stop(); }
};

class Serial final : public Port {
public:
	void stop() override {}
};

void use();
void use()
{
	Serial serial;
}
