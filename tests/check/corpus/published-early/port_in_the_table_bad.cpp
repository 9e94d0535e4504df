// SPDX-License-Identifier: GPL-2.0
//! A port is put into the table, where others find and delete it, before it has its name.
//! Like CVE-2017-15265: a new ALSA sequencer port was used after it had been published.

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
		const u32 number = TRY(ports_.alloc(std::move(made), GFP_KERNEL, 253)); // BUG: published-early

		port->capabilities = capabilities; // BUG: published-early, ended-loan
		TRY(port->name.append(name, GFP_KERNEL));
		return number;
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
