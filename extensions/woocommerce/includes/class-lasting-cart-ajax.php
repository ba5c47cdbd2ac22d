<?php
/**
 * Choosing and dropping from scripts: of the classic cart and checkout, and of the panel. The block cart and checkout do it by WooCommerce's own Store API.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * POST /?wc-ajax=lasting_choose and lasting_drop.
 */
class Lasting_Cart_Ajax {
	const BODY_MAX = 2048;

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'wc_ajax_lasting_choose', array( $this, 'choose' ) );
		add_action( 'wc_ajax_lasting_drop', array( $this, 'drop' ) );
	}

	/**
	 * Body {"rewardId": "...", "steps": 1}. Answers {"ok", "words", "choice"}. It needs no nonce: see body().
	 */
	public function choose() {
		$asked = $this->body();
		$done  = isset( $asked['rewardId'] ) && is_string( $asked['rewardId'] )
			? Lasting_Choice::choose( substr( sanitize_text_field( $asked['rewardId'] ), 0, 100 ), isset( $asked['steps'] ) ? max( 1, absint( $asked['steps'] ) ) : 1 )
			: Lasting_Words::refusal( new WP_Error( 'reward-unavailable' ) );
		$this->answer( is_wp_error( $done ) ? $done->get_error_message() : '' );
	}

	/**
	 * Body {}. It needs no nonce: see body().
	 */
	public function drop() {
		$this->body();
		if ( null !== WC()->session ) {
			Lasting_Choice::drop();
		}
		$this->answer( '' );
	}

	/**
	 * The body of a request that a script of this shop made. There is no nonce, which a cached page would have had to keep. Another site's page cannot send this
	 * header without asking first, and WordPress lets no other site ask; browsers add where they come from, which must be here.
	 *
	 * @return array
	 */
	private function body() {
		$ours = isset( $_SERVER['HTTP_X_REQUESTED_WITH'] ) && 'lasting' === $_SERVER['HTTP_X_REQUESTED_WITH'];
		$site = isset( $_SERVER['HTTP_SEC_FETCH_SITE'] ) ? sanitize_text_field( wp_unslash( $_SERVER['HTTP_SEC_FETCH_SITE'] ) ) : 'same-origin';
		$from = isset( $_SERVER['HTTP_ORIGIN'] ) ? esc_url_raw( wp_unslash( $_SERVER['HTTP_ORIGIN'] ) ) : '';
		$here = '' === $from || wp_parse_url( $from, PHP_URL_HOST ) === wp_parse_url( home_url(), PHP_URL_HOST );
		$post = isset( $_SERVER['REQUEST_METHOD'] ) && 'POST' === $_SERVER['REQUEST_METHOD'];
		if ( ! $ours || ! $here || ! $post || 'same-origin' !== $site ) {
			wp_send_json( array( 'error' => 'not-from-here' ), 403 );
		}
		$sent = WP_REST_Server::get_raw_data();
		$read = strlen( $sent ) > self::BODY_MAX ? null : json_decode( $sent, true );
		return is_array( $read ) ? $read : array();
	}

	/**
	 * Says how it stands.
	 *
	 * @param string $words Why nothing was done; empty: it was.
	 */
	private function answer( $words ) {
		wp_send_json(
			array(
				'ok'     => '' === $words,
				'words'  => $words,
				'choice' => Lasting_Cart_View::choice(),
			)
		);
	}
}
