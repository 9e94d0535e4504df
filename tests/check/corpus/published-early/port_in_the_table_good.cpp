// SPDX-License-Identifier: GPL-2.0
//! A port is put into the table when it is complete.

#include <kernel/container/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Port {
	explicit Port(u32 client) : client(client) {}

	u32 client;
	u32 capabilities = 0;
	String name;
};

class Sequencer final : Pinned {
public:
	Result<u32> create_port(u32 client, BStr name, u32 capabilities) const
	{
		auto made = TRY(make_box<Port>(GFP_KERNEL, client));
		Port *port = made.get();

		port->capabilities = capabilities;
		TRY(port->name.append(name, GFP_KERNEL));
		return ports_.alloc(std::move(made), GFP_KERNEL, 253);
	}
	Result<> delete_port(u32 number) const
	{
		auto port = TRY(ports_.remove(number));

		pr_debug("port {} of client {} is gone", port->name, port->client);
		return ok;
	}

private:
	XArray<Box<Port>, "seq.ports", XaIds::FromZero> ports_;
};
