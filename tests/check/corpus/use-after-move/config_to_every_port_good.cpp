// SPDX-License-Identifier: GPL-2.0
//! A loop gives a reference of its own to every port.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Config {
	u32 mtu = 1500;
	u32 speed = 1000;
};

class Port {
public:
	explicit Port(u32 number) : number_(number) {}

	void apply(Arc<Config> config)
	{
		pr_info("port {}: mtu {}", number_, config->mtu);
		config_.clear();
		if (config_.push(std::move(config), GFP_KERNEL).is_error())
			pr_warn("port {} keeps the defaults", number_);
	}

private:
	u32 number_;
	Vec<Arc<Config>> config_;
};

class Switch {
public:
	void configure(Arc<Config> config)
	{
		for (Port &port : ports_)
			port.apply(config.share());
	}
	Result<> add(u32 number) { return ports_.push(Port(number), GFP_KERNEL); }

private:
	Vec<Port> ports_;
};
