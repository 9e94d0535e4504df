// SPDX-License-Identifier: GPL-2.0
//! Counted objects, and the functions that the expressions call with them.
#pragma once

#include <array>
#include <coroutine>
#include <initializer_list>
#include <new>
#include <tuple>
#include <utility>

#include <kernel/base/result.hpp>

using namespace kernel;

/// The number of objects that are constructed. Destroying one where none was constructed counts -1000.
inline int alive;

struct Obj {
	void *self = this;
	int n = 0;
	Obj() { alive++; }
	explicit Obj(int n) : n(n) { alive++; }
	Obj(Obj &&o) : n(o.n) { alive++; }
	Obj &operator=(Obj &&o)
	{
		n = o.n;
		return *this;
	}
	~Obj()
	{
		if (self != this)
			alive -= 1000;
		alive--;
		self = nullptr;
	}
	Obj &operator<<(const Obj &) { return *this; }
	Obj &operator<<(int) { return *this; }
	Obj &chain(Obj) { return *this; }
	Obj &chainr(const Obj &) { return *this; }
	Obj operator+(Obj) const { return Obj(); }
	int operator[](const Obj &) const { return 0; }
	int operator[](int) const { return 0; }
};
static Obj operator-(Obj a, Obj b) { return Obj(a.n - b.n); }
static bool operator==(Obj, Obj) { return true; }
[[gnu::noinline]] static Result<Obj> make(bool good = true)
{
	if (!good)
		return ENOMEM;
	return Obj(1);
}
[[gnu::noinline]] static Result<int> num(bool good = true)
{
	if (!good)
		return ENOMEM;
	return 1;
}
static Obj temp(int = 0) { return Obj(2); }
struct Pair {
	Obj a;
	Obj b;
};
struct PairI {
	Obj a;
	int b;
};
struct IPair {
	int a;
	Obj b;
};
struct Nest {
	Pair p;
	Obj c;
};
struct NestI {
	PairI p;
};
struct NestT {
	Pair p;
	Pair q;
};
struct Base {
	Obj x;
};
struct Derived : Base {
	Obj y;
};
struct Val {
	Obj a, b;
	Val(Obj a, Obj b) : a(std::move(a)), b(std::move(b)) {}
};
struct Ref {
	Obj a, b;
	Ref(Obj &&a, Obj &&b) : a(std::move(a)), b(std::move(b)) {}
};
struct CRef {
	CRef(const Obj &, const Obj &) {}
	~CRef() {}
};
struct IL {
	IL(std::initializer_list<Obj>) {}
};
struct ILD {
	ILD(std::initializer_list<Obj>) {}
	~ILD() {}
};
struct RefAgg {
	const Obj &a;
	const Obj &b;
};
struct RRefAgg {
	Obj &&a;
	int b;
};
struct PairDef {
	Obj a;
	Obj b = temp();
	int c = 0;
};
struct Big {
	Obj a;
	Obj arr[3];
	int n;
};
static void by_val(Obj, Obj) {}
static void by_ref(const Obj &, const Obj &) {}
static void by_rref(Obj &&, Obj &&) {}
static void val_int(Obj, int) {}
static void ref_int(const Obj &, int) {}
static void agg(Pair) {}
static void agg_ref(const Pair &) {}
static void aggi(PairI) {}
static void il(std::initializer_list<Obj>) {}
static Obj give(Obj a) { return a; }
static int consume(const Pair &) { return 0; }
template <typename T, typename... X> static Result<T> make_box(X &&...x)
{
	return Result<T>(std::in_place, std::forward<X>(x)...);
}
struct Fn {
	void operator()(Obj, Obj) const {}
};
struct Virt {
	virtual void f(Obj, Obj) {}
	virtual ~Virt() {}
};
static Virt virt;
static void agg_n(Pair, int) {}
static void agg_refn(const Pair &, int) {}
static void il_n(std::initializer_list<Obj>, int) {}
static void arr_n(const Obj (&)[2], int) {}
static void arr_rn(Obj (&&)[2], int) {}
struct TwoIL {
	TwoIL(std::initializer_list<Obj>, int) {}
};
struct AggIL {
	std::initializer_list<Obj> l;
	int n;
};
struct ArrRef {
	const Obj (&a)[2];
	int n;
};
struct PairRef {
	const Pair &a;
	int n;
};
struct Own {
	Obj a;
	explicit Own(Obj a) : a(std::move(a)) {}
	static void *operator new(std::size_t) noexcept
	{
		alive++;
		return memory;
	}
	static void *operator new(std::size_t, int) noexcept
	{
		alive++;
		return memory;
	}
	static void operator delete(void *) { alive--; }
	static void operator delete(void *, int) { alive--; }
	alignas(16) static inline char memory[64];
};
struct Un {
	union {
		Obj a;
		int n;
	};
	Un(Obj o) : a(std::move(o)) {}
	~Un() { a.~Obj(); }
};
static int dflt(Obj, int n, const Obj & = temp()) { return n; }
struct DefMem {
	Obj a = temp();
	Obj b;
};

template <typename F2> static void call(F2 &&f) { f(); }
