using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SocialCrm.Bench;

/// <summary>One line of the result: a figure, what it is compared with, and the ratio to reach.</summary>
internal sealed record Figure(string Store, string What, string Unit, double Value, string Against = "", double? Baseline = null, string Target = "", string Note = "")
{
    public double? Ratio => Baseline is > 0 ? Value / Baseline : null;
}

/// <summary>Collects figures, shows them as they come, and writes the table.</summary>
internal sealed class Report(string command, string engine)
{
    private readonly List<Figure> _figures = [];
    private readonly string _loadAtStart = LoadAverage();

    public void Add(Figure figure)
    {
        _figures.Add(figure);
        Console.WriteLine($"{figure.Store,-10} {figure.What,-64} {Number(figure.Value),10} {figure.Unit,-6} {Ratio(figure),8}  {figure.Target} {figure.Note}");
    }

    public string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var stamp = TimeProvider.System.GetUtcNow();
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"# Bench {stamp:yyyy-MM-dd HH:mm} UTC\n\n")
            .Append(CultureInfo.InvariantCulture, $"`{command}`, engine {engine}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}. ")
            .Append("Load generator, database and service share the machine; medians of alternating runs.\n")
            .Append(CultureInfo.InvariantCulture, $"Load average of the last minute: {_loadAtStart} at the start, {LoadAverage()} at the end; far above the cores, others were at work too.\n\n")
            .Append("| store | what | figure | unit | against | ratio | target | note |\n|---|---|---:|---|---|---:|---|---|\n");
        foreach (var f in _figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {f.Store} | {f.What} | {Number(f.Value)} | {f.Unit} | {Against(f)} | {Ratio(f)} | {f.Target} | {f.Note} |\n");
        }

        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{stamp:yyyyMMdd-HHmm}-{engine}.md"));
        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static string LoadAverage() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static string Against(Figure f) => f.Baseline is { } baseline ? $"{f.Against} {Number(baseline)}" : "";

    private static string Ratio(Figure f) => f.Ratio is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) + " x" : "";

    private static string Number(double value) => value.ToString(Math.Abs(value) < 100 ? "0.00" : "#,0", CultureInfo.InvariantCulture);
}
