package main

import (
	"flag"
	"fmt"
	"os"
	"time"

	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart/loader"
	helmcli "helm.sh/helm/v3/pkg/cli"
	"helm.sh/helm/v3/pkg/cli/values"
	"helm.sh/helm/v3/pkg/getter"
)

// helm runs `install` or `uninstall` as the helm command does: the same action package, the same words on stderr.
func helm(args []string) int {
	if len(args) == 0 {
		usage()
	}
	flags := flag.NewFlagSet("helm "+args[0], flag.ExitOnError)
	namespace := flags.String("namespace", "default", "namespace of the release")
	atomic := flags.Bool("atomic", false, "wait, and uninstall on failure")
	create := flags.Bool("create-namespace", false, "create the namespace when it is missing")
	timeout := flags.Duration("timeout", 5*time.Minute, "how long to wait")
	kubeconfig := flags.String("kubeconfig", os.Getenv("KUBECONFIG"), "path of the kubeconfig")
	set := flags.String("set-json", "", "values, as name=JSON pairs")
	if err := flags.Parse(args[1:]); err != nil {
		return 2
	}
	settings := helmcli.New()
	settings.KubeConfig = *kubeconfig
	settings.SetNamespace(*namespace)
	config := new(action.Configuration)
	// What helm --debug says: which resource is waited for.
	debug := func(format string, values ...interface{}) { fmt.Printf(format+"\n", values...) }
	if err := config.Init(settings.RESTClientGetter(), *namespace, "secrets", debug); err != nil {
		return failed(err)
	}
	if args[0] == "uninstall" {
		uninstall := action.NewUninstall(config)
		uninstall.IgnoreNotFound = true
		if _, err := uninstall.Run(flags.Arg(0)); err != nil {
			return failed(err)
		}
		return 0
	}
	install := action.NewInstall(config)
	install.ReleaseName = flags.Arg(0)
	install.Namespace = *namespace
	install.Atomic = *atomic
	install.Wait = *atomic
	install.CreateNamespace = *create
	install.Timeout = *timeout
	chart, err := loader.Load(flags.Arg(1))
	if err != nil {
		return failed(err)
	}
	options := values.Options{}
	if *set != "" {
		options.JSONValues = []string{*set}
	}
	given, err := options.MergeValues(getter.All(settings))
	if err != nil {
		return failed(err)
	}
	if _, err := install.Run(chart, given); err != nil {
		return failed(fmt.Errorf("INSTALLATION FAILED: %w", err))
	}
	return 0
}

func failed(err error) int {
	fmt.Fprintln(os.Stderr, "Error:", err)
	return 1
}
