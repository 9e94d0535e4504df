// SPDX-License-Identifier: GPL-2.0
//! CO_TRY, which is a co_await. A makes an object, F fails to make one, N fails to yield a number; temp() is an object
//! without a CO_TRY.
#include "objects.hpp"
#include "positions.hpp"

// The part of kernel/async/async.hpp that CO_TRY needs, without the kernel.
namespace kernel::async::detail {

template <typename T>
struct Attempt {
	Result<T> result;

	bool await_ready() const noexcept { return result.is_ok(); }
	template <typename P>
	void await_suspend(std::coroutine_handle<P> self) noexcept
	{
		self.promise().return_value(result.error());
	}
	[[gnu::always_inline]] T await_resume() noexcept { return std::move(result).take(unsafe); }
};

template <typename T>
[[gnu::always_inline]] inline Attempt<T> attempt(Result<T> &&result)
{
	return { std::move(result) };
}

} // namespace kernel::async::detail

#define CO_TRY(...)                                                          \
	(__extension__({ using kxx_declared [[maybe_unused]] = void; }),     \
	 co_await ::kernel::async::detail::attempt(__VA_ARGS__))

/// Begins to run at once, and is destroyed with its frame wherever that is suspended.
struct Async {
	struct promise_type {
		Result<> result{ EINVAL };

		Async get_return_object() { return { std::coroutine_handle<promise_type>::from_promise(*this) }; }
		std::suspend_never initial_suspend() noexcept { return {}; }
		std::suspend_always final_suspend() noexcept { return {}; }
		void unhandled_exception() {}
		void return_value(Result<> value)
		{
			result.~Result();
			new (&result) Result<>(std::move(value));
		}
	};

	Async(std::coroutine_handle<promise_type> frame) : frame(frame) {}
	Async(Async &&) = delete;
	~Async() { frame.destroy(); }

	std::coroutine_handle<promise_type> frame;
};

[[maybe_unused]] static Result<int> takes(Pair, bool good) { return num(good); }
[[maybe_unused]] static Result<int> takesr(const Pair &, bool good) { return num(good); }
template <typename T> static Result<int> takesl(T, bool good) { return num(good); }
template <typename T> static Result<int> takeslr(const T &, bool good) { return num(good); }
[[maybe_unused]] static Result<int> takeso(Obj, bool good) { return num(good); }
[[maybe_unused]] static Result<int> takesv(Val, bool good) { return num(good); }
[[maybe_unused]] static void agg_nn(int, Pair) {}
struct Ready {
	bool good;

	explicit Ready(bool good) : good(good) {}
	bool await_ready() { return true; }
	void await_suspend(std::coroutine_handle<>) {}
	Result<Obj> await_resume() { return make(good); }
};

#define A CO_TRY(make())
#define F CO_TRY(make(good))
#define N CO_TRY(num(good))

// Each coroutine declares something: see kernel/async/async.hpp.
#define POSITION(kind, name, ...)                                                                  \
	{ __LINE__, Position::kind, name, [](bool good) {                                          \
		 bool is_ok;                                                                       \
		 alive = 0;                                                                        \
		 {                                                                                 \
			 Async run = [](bool good) -> Async { int declared = 0; (void)declared; __VA_ARGS__; co_return ok; }(good); \
			 is_ok = run.frame.promise().result.is_ok();                               \
		 }                                                                                 \
		 return Position::Outcome{ is_ok == good, alive };                                 \
	 } },
#define RIGHT(...) POSITION(Right, __VA_ARGS__)
#define LEAKS(...) POSITION(Leaks, __VA_ARGS__)
#define REFUSED(...) POSITION(Refused, __VA_ARGS__)

// clang-format off
static const Position positions[] = {
	LEAKS("agg braces, var", Pair p{ A, F }; (void)p)
	LEAKS("agg braces = var", Pair p = { A, F }; (void)p)
	LEAKS("agg braces obj,int", PairI p{ A, N }; (void)p)
	LEAKS("agg braces int,obj (first trivial)", IPair p{ CO_TRY(num()), F }; (void)p)
	LEAKS("agg first fails", PairI p{ F, 1 }; (void)p)
	LEAKS("agg only last, temp() first", Pair p{ temp(), F }; (void)p)
	LEAKS("agg temporary", (void)Pair{ A, F })
	LEAKS("agg designated", Pair p{ .a = A, .b = F }; (void)p)
	LEAKS("agg designated default member", PairDef p{ .a = A, .c = N }; (void)p)
	LEAKS("agg default member, then", DefMem p{ .b = F }; (void)p)
	LEAKS("agg in agg elided", Nest p{ A, A, F }; (void)p)
	LEAKS("agg in agg", Nest p{ { A, A }, F }; (void)p)
	LEAKS("agg in agg inner fails", Nest p{ { A, F }, A }; (void)p)
	LEAKS("agg in agg second", NestT p{ { A, A }, { A, F } }; (void)p)
	LEAKS("agg in agg second, first", NestT p{ { A, A }, { F, A } }; (void)p)
	LEAKS("agg in agg explicit type", Nest p{ Pair{ A, F }, temp() }; (void)p)
	LEAKS("agg base", Derived p{ { A }, F }; (void)p)
	LEAKS("agg parens (P0960)", Pair p(A, F); (void)p)
	LEAKS("agg parens cast", (void)Pair(A, F))
	LEAKS("array", Obj p[]{ A, F }; (void)p)
	LEAKS("array sized", Obj p[3]{ A, F }; (void)p)
	LEAKS("std::array", std::array<Obj, 2> p{ A, F }; (void)p)
	LEAKS("std::array {{", std::array<Obj, 2> p{ { A, F } }; (void)p)
	LEAKS("array after", Big p{ A, { A, A, A }, N }; (void)p)
	LEAKS("agg with temp in expr", PairI p{ A, temp().n + N }; (void)p)
	LEAKS("agg try inside fn call in braces", Pair p{ A, give(F) }; (void)p)
	LEAKS("agg arg in fn call braces", agg(Pair{ A, F }))
	LEAKS("agg arg braces", agg({ A, F }))
	LEAKS("agg arg ref braces", agg_ref({ A, F }))
	LEAKS("agg arg i braces", aggi({ A, N }))
	LEAKS("agg arg then try outside", (void)(consume({ A, A }) + N))
	LEAKS("agg temp fn + N", (void)(Pair{ A, A }, N))
	REFUSED("ref agg", RefAgg p{ A, F }; (void)p)
	REFUSED("rref agg", RRefAgg p{ A, N }; (void)p)
	REFUSED("rref agg temporary", (void)RRefAgg{ A, N })
	REFUSED("ctor val braces", Val p{ A, F }; (void)p)
	RIGHT("ctor val parens", Val p(A, F); (void)p)
	REFUSED("ctor val = braces", Val p = { A, F }; (void)p)
	REFUSED("ctor val temp braces", (void)Val{ A, F })
	RIGHT("ctor val temp parens", (void)Val(A, F))
	REFUSED("ctor ref braces", Ref p{ A, F }; (void)p)
	RIGHT("ctor ref parens", Ref p(A, F); (void)p)
	REFUSED("ctor cref braces", CRef p{ A, F }; (void)p)
	RIGHT("ctor cref parens", CRef p(A, F); (void)p)
	LEAKS("Obj member brace ctor", Pair p{ Obj{A}, Obj{F} }; (void)p)
	LEAKS("initializer_list var", std::initializer_list<Obj> p{ A, F }; (void)p)
	LEAKS("initializer_list auto", auto p = { A, F }; (void)p)
	LEAKS("range for braces", for (auto &x : { A, F }) (void)x)
	LEAKS("range for over pair", for (auto &x : std::array<Obj, 2>{ A, F }) (void)x)
	RIGHT("fn by val", by_val(A, F))
	RIGHT("fn by val swapped", by_val(F, A))
	RIGHT("fn by ref", by_ref(A, F))
	RIGHT("fn by rref", by_rref(A, F))
	RIGHT("fn val int", val_int(A, N))
	RIGHT("fn ref int", ref_int(A, N))
	RIGHT("fn temp int", ref_int(temp(), N))
	RIGHT("fn tempval int", val_int(temp(), N))
	RIGHT("fn functor", Fn()(A, F))
	RIGHT("fn virtual", virt.f(A, F))
	RIGHT("fn forwarding", (void)make_box<Val>(A, F))
	RIGHT("fn forwarding TRY", (void)CO_TRY(make_box<Val>(A, F)))
	REFUSED("placement new parens val", alignas(Val) char b[sizeof(Val)]; auto *p = new (b) Val(A, F); p->~Val())
	REFUSED("placement new braces val", alignas(Val) char b[sizeof(Val)]; auto *p = new (b) Val{ A, F }; p->~Val())
	LEAKS("placement new braces agg", alignas(Pair) char b[sizeof(Pair)]; auto *p = new (b) Pair{ A, F }; p->~Pair())
	LEAKS("placement new parens agg", alignas(Pair) char b[sizeof(Pair)]; auto *p = new (b) Pair(A, F); p->~Pair())
	RIGHT("op + member", (void)(A + F))
	RIGHT("op - free", (void)(A - F))
	RIGHT("op == free", (void)(A == F))
	RIGHT("op << chain", temp() << A << F)
	RIGHT("op << chain n", temp() << A << N)
	RIGHT("op assign", Obj x; x = F)
	RIGHT("op assign with temp", Obj x; x = temp() - F)
	RIGHT("op []", (void)temp()[F])
	RIGHT("op [] n", (void)temp()[N])
	RIGHT("chain", (void)temp().chain(A).chain(F))
	RIGHT("chainr", (void)temp().chainr(A).chainr(F))
	RIGHT("int + with temps", (void)(temp().n + N))
	RIGHT("int + TRY temps", (void)(CO_TRY(make()).n + N))
	RIGHT("comma", (void)(A, F))
	LEAKS("ternary cond", Obj p = N ? A : F; (void)p)
	REFUSED("ternary arm", Obj p = good == good ? F : A; (void)p)
	LEAKS("ternary arm in fn", by_val(A, temp().n ? F : A))
	LEAKS("ternary arm in braces", PairI p{ temp(), temp().n ? N : 3 }; (void)p)
	RIGHT("&&", (void)(A.n && N))
	RIGHT("||", (void)(!A.n || N))
	LEAKS("captures", auto l = [x = A, y = F] { return x.n + y.n; }; (void)l)
	LEAKS("captures n", auto l = [x = A, y = N] { return x.n + y; }; (void)l)
	LEAKS("captures first", auto l = [x = F, y = 1] { return x.n + y; }; (void)l)
	LEAKS("captures arg", call([x = A, y = F] { (void)x; (void)y; }))
	RIGHT("static_cast", Obj p = static_cast<Obj &&>(F); (void)p)
	RIGHT("TRY in TRY", (void)CO_TRY(make(CO_TRY(num()) && CO_TRY(num(good)))))
	RIGHT("TRY in TRY, temp", (void)CO_TRY(make(CO_TRY(make()).n && CO_TRY(num(good)))))
	RIGHT("pair", std::pair<Obj, Obj> p(A, F); (void)p)
	REFUSED("pair braces", std::pair<Obj, Obj> p{ A, F }; (void)p)
	REFUSED("tuple", std::tuple<Obj, Obj> p{ A, F }; (void)p)
	LEAKS("if init", if (Pair p{ A, F }; p.a.n) (void)p)
	RIGHT("if init ok", if (Obj p = F; p.n) (void)p)
	LEAKS("structured", auto [x, y] = Pair{ A, F }; (void)x; (void)y)
	RIGHT("ref binding", const Obj &r = F; (void)r)
	LEAKS("ref binding member", const Obj &r = Pair{ A, F }.a; (void)r)
	RIGHT("switch", switch (N) { default: break; })
	RIGHT("while", while (temp().n == 99 || N == 99) {})
	LEAKS("assign agg", Pair p; p = { A, F })
	LEAKS("assign agg T", Pair p; p = Pair{ A, F })
	REFUSED("scalar braces", int x{ N }; (void)x)
	REFUSED("obj single brace", Obj x{ F }; (void)x)
	REFUSED("obj single brace, temp", Obj x{ (temp(), F) }; (void)x)
	LEAKS("agg trailing after agg temp", Pair p{ give(A), give(F) }; (void)p)
	LEAKS("agg, default arg temps", struct D { static Obj m(Obj a, Obj b = temp()) { (void)b; return a; } }; Pair p{ D::m(A), D::m(F) }; (void)p)
	LEAKS("done agg arg, then", agg_n(Pair{ A, A }, N))
	LEAKS("done agg arg {}, then", agg_n({ A, A }, N))
	LEAKS("done agg ref arg {}, then", agg_refn({ A, A }, N))
	LEAKS("done init list agg, then", AggIL x{ { A, A }, N }; (void)x)
	LEAKS("done array ref agg, then", ArrRef x{ { A, A }, N }; (void)x)
	LEAKS("done pair ref agg, then", PairRef x{ { A, A }, N }; (void)x)
	LEAKS("done pair ref agg tmp, then", (void)PairRef{ { A, A }, N }.n)
	LEAKS("done captures, then", val_int([x = A, y = A] { return Obj(x.n + y.n); }(), N))
	LEAKS("done captures +, then", (void)([x = A, y = A] { return x.n + y.n; }() + N))
	LEAKS("done std::array arg, then", (void)(std::array<Obj, 2>{ A, A }.size() + N))
	RIGHT("body of range for list", for (auto &x : { temp(), temp() }) { (void)x; (void)N; })
	LEAKS("body of range for array", for (auto &x : std::array<Obj, 2>{ A, A }) { (void)x; (void)N; })
	LEAKS("body after static array", Obj x[2]{ A, A }; (void)x; (void)N)
	LEAKS("body after agg", Pair x{ A, A }; (void)x; (void)N)
	REFUSED("body after ref agg", RefAgg x{ A, A }; (void)x; (void)N)
	LEAKS("body after ref binding", const Pair &x = Pair{ A, A }; (void)x; (void)N)
	LEAKS("body after init list", std::initializer_list<Obj> x{ A, A }; (void)x; (void)N)
	LEAKS("new own", delete new Own(F))
	LEAKS("new own placement", delete new (3) Own(F))
	LEAKS("new own {}", delete new Own{ F })
	REFUSED("new own (TRY) placement", delete new (N) Own(A))
	LEAKS("new own after", val_int(temp(), (delete new Own(A), N)))
	RIGHT("union", Un x(F); (void)x)
	RIGHT("optional-like default args", (void)dflt(A, N))
	LEAKS("compound literal", (void)(Pair){ A, F })
	LEAKS("array parens", Obj p[2](A, F); (void)p)
	LEAKS("array of agg", Pair p[2]{ { A, A }, { F, A } }; (void)p)
	LEAKS("array rest default", Obj p[4]{ F }; (void)p)
	LEAKS("static_cast agg", (void)static_cast<Pair>(Pair(A, F)))
	RIGHT("if in stmt", if (bool x = A.n && N; x) {} )
	REFUSED("vec braces in call in ctor", Val p(give(A), Obj{ F }); (void)p)
	RIGHT("lambda call args", [](Obj, Obj) {}(A, F))
	LEAKS("lambda capture then args", [x = A](Obj) { (void)x; }(F))
	LEAKS("two captures then args", [x = A, y = A](Obj) { (void)x; (void)y; }(F))
	LEAKS("structured parens", auto [x, y] = Pair(A, F); (void)x; (void)y)
	LEAKS("ternary of aggs", Pair p = good ? Pair{ A, A } : Pair{ F, A }; (void)p)
	LEAKS("agg default member before, first textually", PairDef p{ F }; (void)p)
	LEAKS("agg init from list w/ conversions", struct S { Val v; int n; }; S s{ Val(A, A), N }; (void)s)
	LEAKS("agg trivially first", struct S { int a; const char *b; Obj c; int n; }; S s{ 1, "x", F, 2 }; (void)s)
	RIGHT("assign into member", Pair p; p.a = F; (void)p)
	RIGHT("co: delegating Result", Result<Pair> r(std::in_place, A, F); (void)r)
	REFUSED("result braces", Result<Pair> r{ std::in_place, A, F }; (void)r)
	REFUSED("result = braces", Result<Pair> r = { std::in_place, A, F }; (void)r)
	RIGHT("result of val", Result<Val> r = Val(A, F); (void)r)
	LEAKS("arg agg of awaited call", CO_TRY(takes(Pair{ temp(), temp() }, good)))
	LEAKS("arg agg {} of awaited call", CO_TRY(takes({ temp(), temp() }, good)))
	LEAKS("arg agg ref of awaited call", CO_TRY(takesr(Pair{ temp(), temp() }, good)))
	LEAKS("arg agg ref {} of awaited call", CO_TRY(takesr({ temp(), temp() }, good)))
	LEAKS("arg lambda of awaited call", CO_TRY(takesl([x = temp()] { (void)x; }, good)))
	LEAKS("arg lambda ref of awaited call", CO_TRY(takeslr([x = temp()] { (void)x; }, good)))
	LEAKS("arg ternary of awaited call", CO_TRY(takeso(good || true ? temp() : Obj(1), good)))
	RIGHT("arg obj of awaited call", CO_TRY(takeso(temp(), good)))
	REFUSED("arg Val of awaited call", CO_TRY(takesv(Val{ temp(), temp() }, good)))
	REFUSED("arg Val {} of awaited call", CO_TRY(takesv({ temp(), temp() }, good)))
	LEAKS("ternary beside", by_val(good || true ? temp() : Obj(1), F))
	LEAKS("agg beside, after", agg_nn(N, Pair{ temp(), temp() }))
	LEAKS("awaitable coroutine-like ref", int n = CO_TRY(takesr(Pair{ temp(), temp() }, good)); (void)n)
	RIGHT("agg var then named", Pair p{ temp(), temp() }; CO_TRY(takes(std::move(p), good)))
	RIGHT("agg var then co_await later", Pair p{ temp(), temp() }; (void)N; (void)p)
	RIGHT("lambda var", auto l = [x = temp()] { (void)x; }; (void)N; l())
	RIGHT("lambda var moved", auto l = [x = temp()] { (void)x; }; CO_TRY(takesl(std::move(l), good)))
	LEAKS("co_await Result in braces", struct S { Result<Obj> r; }; S s{ co_await Ready(good) }; (void)s)
	RIGHT("co_await Result var", auto r = co_await Ready(good); if (r.is_error()) co_return r.error())
	RIGHT("co_await Result Obj param", CO_TRY(co_await Ready(good)))
	RIGHT("trivial agg arg", struct O { int a; const char *b; }; [](O, int) {}({ .a = 1, .b = nullptr }, N))
	REFUSED("class: flag ? F : Obj", Obj p = good || true ? F : Obj(1); (void)p)
	REFUSED("class: flag ? F : temp()", Obj p = good || true ? F : temp(); (void)p)
	LEAKS("class: flag ? temp() : F", Obj p = good && alive==77 ? temp() : F; (void)p)
	LEAKS("class: N ? temp : temp", Obj p = N ? temp() : Obj(3); (void)p)
	LEAKS("class: N ? A : temp", Obj p = N ? A : Obj(3); (void)p)
	LEAKS("class: N ? temp() : A", Obj p = N ? temp() : A; (void)p)
	LEAKS("class arg: flag ? F : temp", by_val(temp(), good||true ? F : temp()))
	LEAKS("class arg: N ? temp : temp", by_val(temp(), N ? temp() : Obj(2)))
	LEAKS("class ref arg: flag ? F : temp", by_ref(temp(), good||true ? F : temp()))
	LEAKS("class ref arg: N ? temp", by_ref(temp(), N ? temp() : Obj(3)))
	REFUSED("int: flag ? N : 3", int p = good||true ? N : 3; (void)p)
	REFUSED("int: N ? N : 3", int p = N ? N : 3; (void)p)
	REFUSED("int: flag ? F.n : 3", int p = good||true ? F.n : 3; (void)p)
	REFUSED("int arg: temp().n ? F.n : A.n", val_int(temp(), temp().n ? F.n : A.n))
	REFUSED("int arg: F.n ? temp().n : A.n", val_int(temp(), F.n ? temp().n : A.n))
	REFUSED("int: arm call(F)", val_int(temp(), temp().n ? give(F).n : give(A).n))
	REFUSED("void: flag ? by_val(F..) : 0", good||true ? by_val(temp(), F) : by_ref(A, temp()))
	RIGHT("comma class", Obj p = (temp(), F); (void)p)
	REFUSED("Obj{ F }", Obj p{ F }; (void)p)
	REFUSED("Val{ Obj(F), ..}", Val p{ Obj(F), temp() }; (void)p)
	REFUSED("Val{ {..} }", Val p{ Obj{ F }, temp() }; (void)p)
	REFUSED("int x{ N }", int x{ N }; (void)x)
	REFUSED("struct{int,int}{ N, N }", struct S { int a, b; }; S s{ N, N }; (void)s)
	REFUSED("options arg ints", struct S { int a, b; }; [](S) {}({ .a = 1, .b = N }))
	LEAKS("S single parens agg", struct S { Obj a; }; S s(F); (void)s)
	LEAKS("S single braces fn", struct S { Obj a; }; [](S) {}(S{ F }))
	RIGHT("ref range", for (auto &x : std::array<Obj, 1>{ temp() }) { (void)x; (void)N; })
	LEAKS("agg tmp of temps, then", agg_n(Pair{ temp(), temp() }, N))
	LEAKS("agg tmp of temps {}, then", agg_n({ temp(), temp() }, N))
	LEAKS("agg ref tmp of temps, then", agg_refn({ temp(), temp() }, N))
	RIGHT("agg var, then", Pair p{ temp(), temp() }; (void)p; (void)N)
	LEAKS("captures of temps, then", val_int([x = temp()] { return Obj(x.n); }(), N))
	LEAKS("captures of temps call F", [x = temp()](Obj) { (void)x; }(F))
	LEAKS("captures of temps call ref F", [x = temp()](const Obj &) { (void)x; }(F))
	RIGHT("init list of temps, then", for (auto &x : { temp(), temp() }) { (void)x; (void)N; })
	LEAKS("plus on agg tmp", (void)(Pair{ temp(), temp() }.a.n + N))
	REFUSED("Val tmp, then", val_int(Obj(Val{ temp(), temp() }.a.n), N))
};

std::span<const Position> co_try_positions()
{
	return positions;
}
