package main

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// A process is a server under measurement, and its base URL.
type process struct {
	cmd     *exec.Cmd
	base    string
	control string
}

func (p *process) stop() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

// startBare runs this program as the bare server.
func startBare() (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self, "-bare")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	return &process{cmd: cmd, base: strings.TrimSpace(line)}, err
}

// startBank runs the binary on free ports, and returns with how long it took
// from spawn to the first 200 of /readyz.
func startBank(binary string) (*process, time.Duration, error) {
	front, side, err := freePorts()
	if err != nil {
		return nil, 0, err
	}
	begin := time.Now()
	cmd := exec.Command(binary, "serve", "--listen", front, "--control", side, "--max-tenants", "100000")
	// godog runs «go env GOTOOLDIR» before main if there is a go on the PATH, which
	// takes longer than the bank does; the bank itself runs no programs.
	cmd.Env = append(os.Environ(), "PATH=")
	if err := cmd.Start(); err != nil {
		return nil, 0, err
	}
	p := &process{cmd, "http://" + front, "http://" + side}
	for time.Since(begin) < 10*time.Second {
		if res, err := http.Get(p.control + "/readyz"); err == nil {
			_ = res.Body.Close()
			return p, time.Since(begin), nil
		}
	}
	p.stop()
	return nil, 0, fmt.Errorf("%s was not ready within 10 s", binary)
}

func freePorts() (string, string, error) {
	var found [2]string
	for i := range found {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return "", "", err
		}
		defer l.Close()
		found[i] = l.Addr().String()
	}
	return found[0], found[1], nil
}

// resident is the memory of a process, in MB of 2^20 bytes.
func (p *process) resident() (float64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := bytes.Cut(status, []byte("VmRSS:"))
	fields := strings.Fields(string(rest))
	if len(fields) == 0 {
		return 0, fmt.Errorf("no VmRSS of process %d", p.cmd.Process.Pid)
	}
	kb, err := strconv.ParseFloat(fields[0], 64)
	return kb / 1024, err
}
