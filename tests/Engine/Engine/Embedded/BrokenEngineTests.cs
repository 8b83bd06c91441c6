using Orleans.Embedded;
using SocialCrm.Engine.Sentences;
using Xunit.Sdk;

namespace SocialCrm.Engine;

/// <summary>For every sentence an engine that breaks it: the sentence's check must notice.</summary>
public sealed class BrokenEngineTests
{
    private static readonly Dictionary<string, (EngineFaults Faults, Func<SiloSetup, Task> Check)> Broken = new(StringComparer.Ordinal)
    {
        ["turns overlap"] = (new() { TurnsOverlap = true }, Turns.SecondRequestWaits),
        ["interleaving is ignored"] = (new() { InterleaveIgnored = true }, Turns.InterleavedRequestRuns),
        ["an interleaved request holds up others"] = (new() { InterleaveIgnored = true }, Turns.PlainRequestPassesInterleaved),
        ["turns leave the scheduler"] = (new() { SchedulerLeft = true }, Turns.ContinuationsStayOnTheScheduler),
        ["continuations overlap"] = (new() { ContinuationsOverlap = true }, Turns.InterleavedRequestsNeverRunTogether),
        ["exceptions are swallowed"] = (new() { ExceptionsSwallowed = true }, Calls.ExceptionsReachTheCaller),
        ["one-way calls are awaited"] = (new() { OneWayAwaited = true }, Calls.OneWayCallsAreNotAwaited),
        ["calls never time out"] = (new() { TimeoutsIgnored = true }, Calls.CallsTimeOut),
        ["calls never time out, by default"] = (new() { TimeoutsIgnored = true }, Calls.CallsTimeOutAfter30Seconds),
        ["queues are unbounded"] = (new() { QueueUnbounded = true }, Calls.WaitingRequestsAreBounded),
        ["arguments are copied"] = (new() { ArgumentsCopied = true }, Calls.NothingIsCopied),
        ["async-locals flow in"] = (new() { ContextFlowsIn = true }, Calls.AsyncLocalsStayOutside),
        ["grains are not activated"] = (new() { ActivationSkipped = true }, Lifetimes.FirstCallActivates),
        ["calls don't wait for activation"] = (new() { ActivationSkipped = true }, Lifetimes.CallsWaitForActivation),
        ["a failed activation serves"] = (new() { ActivationFailureIgnored = true }, Lifetimes.FailedActivationIsTriedAnew),
        ["nothing is idle"] = (new() { NeverIdle = true }, Lifetimes.IdleGrainsEnd),
        ["busy grains are ended"] = (new() { BusyIsIdle = true }, Lifetimes.BusyGrainsAreNotIdle),
        ["longer lifetimes are ignored"] = (new() { LifetimeIgnored = true }, Lifetimes.GrainsThatAreToStayStay),
        ["DeactivateOnIdle is ignored"] = (new() { DeactivateOnIdleIgnored = true }, Lifetimes.WaitingCallsGoToTheNextActivation),
        ["waiting calls are dropped at deactivation"] = (new() { CallsDroppedAtDeactivation = true }, Lifetimes.WaitingCallsGoToTheNextActivation),
        ["calls are dropped while deactivating"] = (new() { CallsDroppedAtDeactivation = true }, Lifetimes.CallsToADeactivatingGrainGoToTheNext),
        ["ticks overlap turns"] = (new() { TimersOverlap = true }, Surface.TimersWaitForTheirTurn),
        ["ticks leave the scheduler"] = (new() { SchedulerLeft = true }, Surface.TimersTick),
        ["observers overlap"] = (new() { TurnsOverlap = true }, Surface.ObserversHearInOrder),
        ["stateless workers are single"] = (new() { WorkersSingle = true }, Surface.StatelessWorkersAreSeveral),
        ["stopping forgets the grains"] = (new() { StopForgetsActivations = true }, Surface.StoppingDeactivates),
        ["contracts are unchecked"] = (new() { RulesUnchecked = true }, ContractRulesTests.StartIsRefused),
    };

    public static TheoryData<string> Names => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Check_of_a_sentence_against_an_engine_that_breaks_it_fails(string name)
    {
        var (faults, check) = Broken[name];
        var setup = new SiloSetup { Faults = faults, Patience = TimeSpan.FromSeconds(2) };
        await Assert.ThrowsAnyAsync<XunitException>(() => Task.Run(() => check(setup)));
    }
}
