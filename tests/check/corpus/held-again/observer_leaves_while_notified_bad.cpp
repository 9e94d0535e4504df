// SPDX-License-Identifier: GPL-2.0
//! A chain of observers calls them with its mutex held, and an observer unregisters itself from within the call.
//! Like a notifier that unregisters itself from within its call, which waits for the chain's rwsem.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

enum class Answer {
	Stay,
	Leave,
};

class Chain;
class Observer {
public:
	virtual ~Observer() = default;
	virtual Answer notify(const Chain &chain, u32 event) = 0;
};

class Chain final {
public:
	Result<> add(Box<Observer> observer) const { return observers_.lock()->push(std::move(observer), GFP_KERNEL); }
	void drop_last() const { observers_.lock()->pop(); }

	void notify(u32 event) const
	{
		auto observers = observers_.lock();

		for (usize i = 0; i < observers->size();) {
			Box<Observer> *observer = observers->get(i);

			if (observer && (*observer)->notify(*this, event) == Answer::Leave) // BUG: held-again
				observers->swap_remove(i).ignore();
			else
				i++;
		}
	}

private:
	Mutex<Vec<Box<Observer>>, "chain.observers"> observers_;
};

/// Wants one event only.
class OneShot final : public Observer {
public:
	Answer notify(const Chain &chain, u32 event) override
	{
		pr_info("event {}", event);
		chain.drop_last(); // BUG: held-again
		return Answer::Stay;
	}
};

} // namespace

Result<> run_chain();
Result<> run_chain()
{
	Chain chain;

	TRY(chain.add(TRY(make_box<OneShot>(GFP_KERNEL))));
	chain.notify(1);
	chain.drop_last();
	return ok;
}
