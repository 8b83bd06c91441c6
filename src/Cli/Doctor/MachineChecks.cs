using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SocialCrm.Storage;

namespace SocialCrm.Cli.Doctor;

/// <summary>Judges this machine: what a start would be told, room on the disk, open files, the port.</summary>
internal static class MachineChecks
{
    private const long DiskWarningBytes = 5L << 30;
    private const long DiskFailureBytes = 512L << 20;

    /// <summary>Connections, files and pipes of one process; a watching client takes one.</summary>
    private const long FilesWarning = 4_096;

    public static Finding Configuration(StorageOptions options, Func<string, string?> environment)
    {
        List<string> wrong = [];
        if (environment("PORT") is { Length: > 0 } port && !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _)) wrong.Add("PORT");
        if (environment("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 } otlp && !Uri.TryCreate(otlp, UriKind.Absolute, out _)) wrong.Add("OTEL_EXPORTER_OTLP_ENDPOINT");
        foreach (var proxy in (environment("TrustedProxies") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (!IPAddress.TryParse(proxy, out _)) wrong.Add("TrustedProxies");
        if (options.Store != "sqlite" && !options.Store.Contains('=', StringComparison.Ordinal) && !options.Store.StartsWith("postgres", StringComparison.OrdinalIgnoreCase)) wrong.Add("--store");
        return wrong.Count == 0 ? new("configuration", Level.Ok, "ok") : new("configuration", Level.Failure, "wrong", string.Join(", ", wrong));
    }

    public static Finding Folder(string folder)
    {
        try
        {
            if (!Directory.Exists(folder)) return new("folder", Level.Ok, "new", folder);
            var probe = Path.Combine(folder, "doctor.probe");
            using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }

            return new("folder", Level.Ok, "ok", folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new("folder", Level.Failure, "unwritable", folder, e.Message);
        }
    }

    /// <summary>Of the disk that holds the folder, or will.</summary>
    public static Finding Disk(long freeBytes, string folder)
    {
        var free = freeBytes >> 20;
        return freeBytes < DiskFailureBytes ? new("disk", Level.Failure, "full", free, folder, DiskFailureBytes >> 20)
            : freeBytes < DiskWarningBytes ? new("disk", Level.Warning, "low", free, folder, DiskWarningBytes >> 20)
            : new("disk", Level.Ok, "ok", free, folder);
    }

    public static long FreeBytes(string folder) => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    /// <param name="limits">The lines of <c>/proc/self/limits</c>; empty where there is none.</param>
    public static Finding OpenFiles(IEnumerable<string> limits)
    {
        var line = limits.FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        if (!long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var files)) return new("files", Level.Ok, "unlimited");
        return files < FilesWarning ? new("files", Level.Warning, "few", files, FilesWarning) : new("files", Level.Ok, "ok", files);
    }

    /// <summary>Asked only when no service answers there.</summary>
    public static Finding Port(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return new("port", Level.Ok, "free", port);
        }
        catch (SocketException)
        {
            return new("port", Level.Failure, "taken", port);
        }
    }
}
