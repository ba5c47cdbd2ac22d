<?php
/**
 * Functions of WordPress that the plugin calls, as far as it uses them.
 *
 * @package Lasting
 */

if ( 'cli' !== PHP_SAPI ) {
	exit;
}

class WP_Error {
	private $code;
	private $message;
	private $data;

	public function __construct( $code = '', $message = '', $data = null ) {
		$this->code    = $code;
		$this->message = $message;
		$this->data    = $data;
	}

	public function get_error_code() {
		return $this->code;
	}

	public function get_error_message() {
		return $this->message;
	}

	public function get_error_data() {
		return $this->data;
	}
}

function is_wp_error( $thing ) {
	return $thing instanceof WP_Error;
}

function get_option( $name, $otherwise = false ) {
	return array_key_exists( $name, Lasting_Fake_Shop::$options ) ? Lasting_Fake_Shop::$options[ $name ] : $otherwise;
}

function update_option( $name, $value, $autoload = null ) {
	Lasting_Fake_Shop::$options[ $name ] = $value;
	if ( false === $autoload ) {
		Lasting_Fake_Shop::$not_loaded[ $name ] = true;
	}
	return true;
}

function delete_option( $name ) {
	unset( Lasting_Fake_Shop::$options[ $name ] );
	return true;
}

function get_transient( $name ) {
	return isset( Lasting_Fake_Shop::$transients[ $name ] ) ? Lasting_Fake_Shop::$transients[ $name ] : false;
}

function set_transient( $name, $value, $seconds = 0 ) {
	Lasting_Fake_Shop::$transients[ $name ] = $value;
	return true;
}

function delete_transient( $name ) {
	unset( Lasting_Fake_Shop::$transients[ $name ] );
	return true;
}

function add_action( $hook, $callback, $priority = 10, $arguments = 1 ) {
	Lasting_Fake_Shop::$hooks[] = compact( 'hook', 'callback', 'priority', 'arguments' );
	return true;
}

function add_filter( $hook, $callback, $priority = 10, $arguments = 1 ) {
	return add_action( $hook, $callback, $priority, $arguments );
}

function apply_filters( $name, $value ) {
	return array_key_exists( $name, Lasting_Fake_Shop::$filters ) ? Lasting_Fake_Shop::$filters[ $name ] : $value;
}

function absint( $value ) {
	return abs( (int) $value );
}

function wp_json_encode( $value ) {
	return json_encode( $value );
}

function wp_parse_url( $address, $part = -1 ) {
	return parse_url( $address, $part );
}

function wp_parse_str( $text, &$into ) {
	parse_str( $text, $into );
}

function wp_generate_uuid4() {
	return sprintf( '%08x-0000-4000-8000-000000000000', Lasting_Fake_Shop::next_id() );
}

function wp_unslash( $value ) {
	return is_array( $value ) ? array_map( 'wp_unslash', $value ) : stripslashes( $value );
}

function sanitize_key( $key ) {
	return preg_replace( '/[^a-z0-9_\-]/', '', strtolower( is_scalar( $key ) ? (string) $key : '' ) );
}

function sanitize_text_field( $text ) {
	return trim( preg_replace( '/[\r\n\t ]+/', ' ', strip_tags( (string) $text ) ) );
}

function sanitize_email( $email ) {
	return false === filter_var( $email, FILTER_VALIDATE_EMAIL ) ? '' : $email;
}

function is_email( $email ) {
	return false === filter_var( $email, FILTER_VALIDATE_EMAIL ) ? false : $email;
}

function untrailingslashit( $text ) {
	return rtrim( $text, '/\\' );
}

function home_url( $path = '' ) {
	return 'https://tea.example/shop' . ( '' === $path ? '' : '/' . ltrim( $path, '/' ) );
}

function site_url( $path = '' ) {
	return home_url( $path );
}

function plugins_url( $path, $file ) {
	return 'https://tea.example/shop/wp-content/plugins/lasting-loyalty/' . $path;
}

function get_current_user_id() {
	return Lasting_Fake_Shop::$user;
}

function is_user_logged_in() {
	return Lasting_Fake_Shop::$user > 0;
}

function get_user_by( $field, $value ) {
	$users = isset( Lasting_Fake_Shop::$query['users'] ) ? Lasting_Fake_Shop::$query['users'] : array();
	return 'email' === $field && isset( $users[ $value ] ) ? (object) array( 'ID' => $users[ $value ] ) : false;
}

function esc_html( $text ) {
	return htmlspecialchars( (string) $text, ENT_QUOTES );
}

function current_user_can( $capability ) {
	return in_array( $capability, Lasting_Fake_Shop::$may, true );
}

function is_multisite() {
	return false;
}

function is_admin() {
	return false;
}

function wp_doing_ajax() {
	return false;
}

function is_ssl() {
	return true;
}

function nocache_headers() {
	Lasting_Fake_Shop::$query['no-cache'] = true;
}

function status_header( $code ) {
	Lasting_Fake_Shop::$query['status'] = $code;
}

function get_query_var( $name, $otherwise = '' ) {
	return isset( Lasting_Fake_Shop::$query[ $name ] ) ? Lasting_Fake_Shop::$query[ $name ] : $otherwise;
}

function wp_redirect( $to, $status = 302 ) {
	throw new Lasting_Fake_End( $to, $status );
}

function wp_safe_redirect( $to, $status = 302 ) {
	throw new Lasting_Fake_End( $to, $status );
}

function wp_send_json( $said, $status = 200 ) {
	throw new Lasting_Fake_End( $said, $status );
}

function wp_next_scheduled( $hook, $arguments = array() ) {
	return isset( Lasting_Fake_Shop::$query['cron'] ) ? Lasting_Fake_Shop::$query['cron'] : false;
}

function human_time_diff( $from ) {
	return ( time() - $from ) . ' seconds';
}

function number_format_i18n( $number ) {
	return number_format( $number );
}

function __( $words ) {
	return $words;
}

function _n( $one, $many, $number ) {
	return 1 === (int) $number ? $one : $many;
}

function esc_html__( $words ) {
	return htmlspecialchars( $words, ENT_QUOTES );
}

function wp_remote_post( $url, array $with ) {
	Lasting_Fake_Shop::$sent[] = array( 'url' => $url ) + $with;
	if ( array() === Lasting_Fake_Shop::$answers ) {
		throw new LogicException( 'Nobody said what the server answers: ' . $url );
	}
	return array_shift( Lasting_Fake_Shop::$answers );
}

function wp_remote_retrieve_response_code( $answer ) {
	return is_array( $answer ) ? $answer['code'] : '';
}

function wp_remote_retrieve_body( $answer ) {
	return is_array( $answer ) ? $answer['body'] : '';
}
